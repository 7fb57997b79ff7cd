/** Words of the garden trade: what the shop sells, and what firms in it are called. */
export interface Category {
  readonly name: string;
  readonly nouns: readonly string[];
  readonly priceFrom: number;
  readonly priceTo: number;
  readonly weightFrom: number;
  readonly weightTo: number;
  readonly tags: readonly string[];
}

const words = (text: string) => text.split(/,\s*/);

export const CATEGORIES: readonly Category[] = [
  {
    name: 'Hand Tools',
    nouns: words('Trowel, Pruner, Spade, Rake, Hoe, Dibber, Lopper, Border Fork, Shears, Bulb Planter'),
    priceFrom: 9,
    priceTo: 79,
    weightFrom: 1,
    weightTo: 6,
    tags: words('steel, ash handle, pruning, digging, left-handed, repairable'),
  },
  {
    name: 'Power Tools',
    nouns: words('Hedge Trimmer, Leaf Blower, Mower, Chipper, Chainsaw, Tiller, Strimmer'),
    priceFrom: 89,
    priceTo: 699,
    weightFrom: 5,
    weightTo: 40,
    tags: words('battery, cordless, quiet, petrol, brushless, lawn'),
  },
  {
    name: 'Planters',
    nouns: words('Planter, Trough, Window Box, Hanging Basket, Urn, Raised Bed, Pot Set'),
    priceFrom: 12,
    priceTo: 180,
    weightFrom: 1,
    weightTo: 30,
    tags: words('clay, cedar, frost-proof, glazed, balcony, self-watering'),
  },
  {
    name: 'Seeds',
    nouns: words('Tomato Seeds, Basil Seeds, Meadow Mix, Sweet Peas, Kale Seeds, Lawn Seed, Squash Seeds'),
    priceFrom: 2,
    priceTo: 18,
    weightFrom: 1,
    weightTo: 2,
    tags: words('organic, heirloom, annual, perennial, pollinators, early'),
  },
  {
    name: 'Irrigation',
    nouns: words('Hose, Drip Kit, Sprinkler, Rain Barrel, Watering Can, Hose Reel, Timer'),
    priceFrom: 8,
    priceTo: 220,
    weightFrom: 1,
    weightTo: 18,
    tags: words('brass, drip, timer, rainwater, leak-proof, 50 ft'),
  },
  {
    name: 'Furniture',
    nouns: words('Bench, Bistro Set, Lounger, Parasol, Hammock, Side Table, Fire Bowl'),
    priceFrom: 39,
    priceTo: 890,
    weightFrom: 4,
    weightTo: 60,
    tags: words('teak, folding, patio, weatherproof, recycled, stackable'),
  },
];

export const PRODUCT_LINES =
  `Alder Barrow Bramble Coppice Dovecote Drystone Fallow Foxglove Furrow Gable Harrow
  Hedgerow Juniper Kestrel Lichen Meadow Mulberry Nettle Orchard Plover Quince Rosehip Sorrel Tansy Thistle
  Umber Verbena Wicker Windfall Yarrow`.split(/\s+/);
export const COLORS = [
  'green',
  'charcoal',
  'terracotta',
  'sand',
  'slate blue',
  'natural',
  'white',
  'rust',
] as const;

export const FIRM_FIRST = words(
  `Amberley, Beacon, Birchwood, Blue Heron, Bright Water, Brookside, Cedar Hollow, Copperfield, Crane Creek, Eastgate, Evergreen, Fairmont, Falcon, Granite Bay, Harbor, Hillcrest, Ironbark, Keystone, Lakeshore, Longmeadow, Maplewood, Northfield, Old Mill, Open Gate, Pebble Brook, Pioneer, Prairie, Quarry Hill, Red Barn, Riverbend, Rockport, Saltmarsh, Silver Birch, Stonebridge, Summit, Sunfield, Three Oaks, Timberline, Valley View, Westwind, Whitestone, Wild Rose, Windmill, Yellow Door`,
);
export const FIRM_KINDS = words(
  `Garden Supply, Landscaping, Nurseries, Outdoor Living, Seed Company, Tool Works, Ceramics, Irrigation, Timber, Growers, Horticulture, Property Care, Hardware, Greenhouses, Metalworks, Trading`,
);
export const FIRM_ENDINGS = ['Inc.', 'LLC', 'Co.', 'Ltd.', 'Group', '& Sons'] as const;
