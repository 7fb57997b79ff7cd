/** Places that exist: city, state, a ZIP code of its centre, telephone area code. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly areaCode: string;
}

const LINES = `Boston MA 02108 617;Cambridge MA 02139 617;Worcester MA 01608 508;Springfield MA 01103 413
Providence RI 02903 401;Hartford CT 06103 860;New Haven CT 06511 203;Portland ME 04101 207
Burlington VT 05401 802;Manchester NH 03101 603;Newark NJ 07102 973;Jersey City NJ 07302 201
New York NY 10001 212;Brooklyn NY 11201 718;Buffalo NY 14202 716;Rochester NY 14604 585;Albany NY 12207 518
Philadelphia PA 19103 215;Pittsburgh PA 15222 412;Wilmington DE 19801 302;Baltimore MD 21202 410
Washington DC 20001 202;Richmond VA 23219 804;Norfolk VA 23510 757;Charleston WV 25301 304
Raleigh NC 27601 919;Charlotte NC 28202 704;Columbia SC 29201 803;Charleston SC 29401 843
Atlanta GA 30303 404;Savannah GA 31401 912;Jacksonville FL 32202 904;Miami FL 33130 305
Orlando FL 32801 407;Tampa FL 33602 813;Birmingham AL 35203 205;Mobile AL 36602 251;Jackson MS 39201 601
Memphis TN 38103 901;Nashville TN 37203 615;Louisville KY 40202 502;Lexington KY 40507 859
Columbus OH 43215 614;Cleveland OH 44114 216;Cincinnati OH 45202 513;Indianapolis IN 46204 317
Detroit MI 48226 313;Grand Rapids MI 49503 616;Milwaukee WI 53202 414;Madison WI 53703 608
Chicago IL 60601 312;Springfield IL 62701 217;Minneapolis MN 55401 612;Saint Paul MN 55102 651
Des Moines IA 50309 515;St. Louis MO 63101 314;Kansas City MO 64106 816;Little Rock AR 72201 501
New Orleans LA 70112 504;Baton Rouge LA 70802 225;Houston TX 77002 713;Dallas TX 75201 214
Austin TX 78701 512;San Antonio TX 78205 210;Oklahoma City OK 73102 405;Tulsa OK 74103 918
Wichita KS 67202 316;Omaha NE 68102 402;Lincoln NE 68508 402;Fargo ND 58102 701;Sioux Falls SD 57104 605
Billings MT 59101 406;Cheyenne WY 82001 307;Denver CO 80202 303;Boulder CO 80302 303
Salt Lake City UT 84101 801;Boise ID 83702 208;Phoenix AZ 85004 602;Tucson AZ 85701 520
Albuquerque NM 87102 505;Santa Fe NM 87501 505;Las Vegas NV 89101 702;Reno NV 89501 775
Los Angeles CA 90012 213;San Diego CA 92101 619;San Francisco CA 94103 415;Oakland CA 94607 510
Sacramento CA 95814 916;Fresno CA 93721 559;San Jose CA 95113 408;Portland OR 97204 503;Eugene OR 97401 541
Seattle WA 98101 206;Spokane WA 99201 509;Tacoma WA 98402 253;Anchorage AK 99501 907;Honolulu HI 96813 808`;

export const PLACES: readonly Place[] = LINES.split(/[;\n]/).map((line) => {
  const words = line.split(' ');
  const [state, zip, areaCode] = words.slice(-3) as [string, string, string];
  return { city: words.slice(0, -3).join(' '), state, zip, areaCode };
});

export const STREET_NAMES =
  `Alder Aspen Birch Bluff Brook Canal Cedar Cherry Cliff Clover Cove Creek Dale Elder
  Elm Fern Field Flint Ford Glen Grove Haven Hazel Heath Heron High Hill Holly Ivy Lake Larch Laurel Linden Lotus
  Maple Marsh Mesa Mill Moss Oak Olive Orchard Park Peach Pearl Pine Pond Quail Ridge River Rose Rowan Sage Shore
  Slate Spring Stone Sunset Swan Terra Thorn Tulip Union Vale Vine Walnut Willow Wren Yarrow`.split(/\s+/);

export const STREET_TYPES = ['St', 'Ave', 'Rd', 'Ln', 'Dr', 'Ct', 'Blvd', 'Way', 'Pl'] as const;
