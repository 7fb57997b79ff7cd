/** Names of people, from several of the origins that a customer list in the United States shows. */
export const GIVEN_NAMES_FEMALE =
  `Abigail Adele Alma Amara Anita Anna Aisha Beatrix Bonnie Camila Carmen Celeste
  Chloe Clara Dalia Daphne Diana Edith Elena Elsa Emma Esther Fatima Fiona Freya Gloria Grace Greta Hana Harriet
  Hazel Ines Iris Ivy Jana Joan Josie June Kamala Karin Kiara Laila Lena Lily Lucia Mabel Maeve Mara Marisol Mei
  Mina Mira Nadia Naomi Nell Nina Nora Olive Opal Paula Petra Pilar Priya Quinn Rhea Rosa Ruth Sana Selma Sofia
  Stella Tamar Tessa Thea Uma Vera Violet Wanda Willa Xenia Yara Yuki Zara Zoë`.split(/\s+/);

export const GIVEN_NAMES_MALE =
  `Aaron Abel Ahmed Alan Amos Andre Anton Arjun Arlo Basil Boris Bruno Caleb Carlos
  Cedric Cyrus Dario David Diego Dmitri Edgar Eli Emil Enzo Erik Ezra Felix Finn Frank Gabriel George Gideon Hal
  Hamza Hector Hugo Ian Imran Isaac Ivan Jack Jamal Jasper Javier Joel José Kai Kenji Kofi Lars Leon Liam Louis
  Luca Malik Marco Martin Milo Nabil Neil Noah Oleg Omar Oscar Otto Pablo Pavel Percy Rafael Ravi Reuben Rohan
  Samir Sean Silas Simon Stefan Tariq Theo Tomas Ugo Victor Vijay Walter Wei Yusuf Zane`.split(/\s+/);

export const FAMILY_NAMES = `Abbott Acosta Adler Alvarez Amsel Archer Arroyo Ashby Atwood Bahr Baldwin Barnes
  Bauer Becker Benitez Bishop Blake Boyle Brandt Brooks Bukowski Burke Calder Campos Carver Chandra Chen Clay
  Conway Cordova Cortez Crane Dalton Das Decker Delgado Doyle Drake Dunn Eaton Ellis Engel Farrow Fischer Fleming
  Flores Fontaine Foster Frost Galvan Garner Gibbs Goyal Graves Greene Haas Hahn Hale Hanson Harlow Hayes Hendrix
  Herrera Hobbs Holt Horvath Huang Hussain Ibarra Ingram Iyer Jansen Jarvis Jensen Joshi Kamara Kaur Keller Khan
  Kimura Kirby Klein Kowal Kramer Kwon Lambert Larsen Le Lindgren Lopez Lowell Lund Maddox Mahoney Marsh Mathur
  Mercer Meyer Mills Molina Moreau Mwangi Nakata Navarro Nolan Novak Nunez Oakley Obi Okafor Olsen Ortega Osborn
  Palmer Park Patel Pena Petrov Pierce Porter Quigley Ramirez Rao Reyes Rhodes Rivas Romero Rossi Rowe Sandoval
  Santos Sato Schmidt Serrano Shah Shaw Silva Singh Soto Stone Suarez Sutton Tanaka Thorne Torres Tran Tucker
  Underhill Vance Vargas Vega Vogel Wagner Walsh Warren Weber Webster Whitfield Wilder Wong Wyatt Yates Yilmaz Young
  Zamora Zhang Ziegler`.split(/\s+/);
