import type { CrmModule, CrmRecord, Organization, User, UserProfile } from './organization.ts';

/** Prefix of the production organization's IDs. Full IDs exceed the safe integer range. */
const PRODUCTION = '4876876';
const SANDBOX = '591203';
const SECOND_SANDBOX = '592877';
const DEVELOPER = '634518';
const AGENCY = '5120044';
const AGENCY_SANDBOX = '700391';

/** API name, tab name, singular, plural, name field, and the first API version with photos. */
const MODULES: readonly (readonly [
  string,
  string,
  string,
  string,
  string,
  CrmModule['photosFrom'],
])[] = [
  ['Leads', 'Leads', 'Lead', 'Leads', 'Full_Name', 'v2'],
  ['Contacts', 'Contacts', 'Contact', 'Contacts', 'Full_Name', 'v2'],
  ['Accounts', 'Accounts', 'Account', 'Accounts', 'Account_Name', 'v2'],
  ['Deals', 'Deals', 'Deal', 'Deals', 'Deal_Name', 'v5'],
  ['Products', 'Products', 'Product', 'Products', 'Product_Name', 'v2'],
  ['Vendors', 'Vendors', 'Vendor', 'Vendors', 'Vendor_Name', 'v2'],
  ['Quotes', 'Quotes', 'Quote', 'Quotes', 'Subject', null],
  ['Vehicles', 'CustomModule3', 'Vehicle', 'Vehicles', 'Name', 'v2'],
  // An administrator changed its label: people see another name than the API's.
  ['CM1', 'CustomModule5', 'Shop window', 'Shop windows', 'Name', 'v2'],
  ['Home', 'Home', 'Home', 'Home', 'Name', null],
];

/** Module, last digits of the ID, and fields. */
const RECORDS: readonly (readonly [string, string, Record<string, unknown>])[] = [
  [
    'Contacts',
    '000000624001',
    person('Amelia', 'Fischer', 'Head of Buying', { Department: 'Purchasing' }),
  ],
  ['Contacts', '000000624002', person('Mateo', 'Álvarez', 'Chef', { Department: 'Kitchen' })],
  ['Contacts', '000000624003', person('Yuki', '佐藤', 'Designer', { Department: 'Kites' })],
  [
    'Contacts',
    '000000624004',
    person('Niamh', "O'Connor", 'Accountant', { Department: 'Finance' }),
  ],
  ['Leads', '000000625001', person('Patrick', 'Adeyemi', 'Owner', { Company: 'Cedar Lane Books' })],
  ['Leads', '000000625002', person('Ingrid', 'Sørensen', 'Founder', { Company: 'Fjord Coffee' })],
  ['Leads', '000000625003', person('Ravi', 'Menon', 'Director', { Company: 'Menon Textiles' })],
  ['Leads', '000000625004', person('Chloé', 'Dubois', 'Artist', { Company: 'Atelier Dubois' })],
  ['Accounts', '000000626001', account('Alpine Outfitters', 'Retail', 'Innsbruck')],
  ['Accounts', '000000626002', account('Blue Harbour Foods', 'Catering', 'Lisbon')],
  ['Accounts', '000000626003', account('Kite & Sons', 'Toys', 'Osaka')],
  ['Accounts', '000000626004', account('Cedar Lane Books', 'Books', 'Dublin')],
  ['Products', '000000627001', product('Desk lamp, brass', 'LAMP-01', 89)],
  ['Products', '000000627002', product('Hiking boot "Ridge"', 'BOOT-14', 159)],
  ['Products', '000000627003', product('Paper kite', 'KITE-07', 19.5)],
  ['Products', '000000627004', product('Enamel mug', 'MUG-22', 12)],
  ['Vendors', '000000628001', vendor('Brass Works Ltd', 'sales@brassworks.example')],
  ['Vendors', '000000628002', vendor('Nordic Leather', 'post@nordicleather.example')],
  ['Vendors', '000000628003', vendor('Washi Mill', 'hello@washimill.example')],
  ['Vendors', '000000628004', vendor('Clay & Fire', 'studio@clayandfire.example')],
  ['Deals', '000000629001', deal('Alpine autumn order', 'Negotiation', 48_000)],
  ['Deals', '000000629002', deal('Harbour canteen', 'Qualification', 12_500)],
  ['Deals', '000000629003', deal('Kite festival', 'Closed Won', 7_300)],
  ['Deals', '000000629004', deal('Bookshop lamps', 'Proposal', 5_340)],
  ['Vehicles', '000000630001', vehicle('Delivery van 1', 'W-NT 101')],
  ['Vehicles', '000000630002', vehicle('Delivery van 2', 'W-NT 102')],
  ['Vehicles', '000000630003', vehicle('Cargo bike', '')],
  ['Vehicles', '000000630004', vehicle('Forklift', 'W-NT 7')],
  ['CM1', '000000631001', { Name: 'Main street, spring', Street: 'Main street 4' }],
  ['CM1', '000000631002', { Name: 'Main street, summer', Street: 'Main street 4' }],
  ['CM1', '000000631003', { Name: 'Station hall', Street: 'Station square 1' }],
  ['CM1', '000000631004', { Name: 'Airport kiosk', Street: 'Terminal 2' }],
  ['Quotes', '000000632001', { Subject: 'Lamps for the reading room', Grand_Total: 1_780 }],
  ['Quotes', '000000632002', { Subject: 'Boots, first delivery', Grand_Total: 9_540 }],
  [
    'Products',
    '000000627005',
    { ...product('Cup, stoneware', 'CUP/22-B', 14), Article_Number: 'ART-00005' },
  ],
  // Lists and searches include them only on request.
  [
    'Leads',
    '000000625005',
    { ...person('Zofia', 'Nowak', 'Buyer', { Company: 'Nowak Toys' }), $converted: true },
  ],
  [
    'Leads',
    '000000625006',
    {
      ...person('Henrik', 'Lund', 'Buyer', { Company: 'Lund Lamper' }),
      $approval_state: 'approval_process_pending',
    },
  ],
];

function person(first: string, last: string, title: string, place: Record<string, string>) {
  const address = `${first}.${last}`.normalize('NFD').replace(/[^a-zA-Z.]|\.$/g, '');
  return {
    Full_Name: `${first} ${last}`,
    First_Name: first,
    Last_Name: last,
    Title: title,
    ...place,
    Email: `${address.toLowerCase()}@customers.example`,
    Phone: '+43 1 555 0100',
  };
}

function account(name: string, industry: string, city: string) {
  return { Account_Name: name, Industry: industry, Billing_City: city };
}

function product(name: string, code: string, price: number) {
  return { Product_Name: name, Product_Code: code, Unit_Price: price, Product_Active: true };
}

function vendor(name: string, email: string) {
  return { Vendor_Name: name, Email: email };
}

function deal(name: string, stage: string, amount: number) {
  return { Deal_Name: name, Stage: stage, Amount: amount };
}

function vehicle(name: string, plate: string) {
  return { Name: name, Number_Plate: plate };
}

type Person = readonly [first: string, last: string, role: string, email: string];

const PATRICIA: Person = ['Patricia', 'Boyle', 'CEO', 'patricia.boyle@northwind.example'];
const NORTHWIND: readonly Person[] = [
  PATRICIA,
  ['Samir', 'Okafor', 'Sales', 'samir.okafor@northwind.example'],
  ['Lena', 'Brandt', 'Controlling', 'lena.brandt@northwind.example'],
];
/** The administrator of both companies. */
const HARBOUR: readonly Person[] = [
  PATRICIA,
  ['Tomás', 'Reyes', 'Catalogue', 'tomas.reyes@harbourlights.example'],
];
/** All people. Each has one Zoho account, even across organizations. */
const PEOPLE = [...new Set([...NORTHWIND, ...HARBOUR])];

function users(prefix: string, people: readonly Person[]): User[] {
  const full = { apiAccess: true, readOnlyModules: [], readOnlyPhotos: [], hiddenModules: [] };
  const profiles: UserProfile[] = [
    { id: `${prefix}000000015972`, name: 'Administrator', ...full },
    {
      ...full,
      id: `${prefix}000000015975`,
      name: 'Standard',
      readOnlyModules: ['Vendors'],
      readOnlyPhotos: ['Products'],
    },
    { id: `${prefix}000000015978`, name: 'Reporting', ...full, apiAccess: false },
  ];
  return people.flatMap((person, index) => {
    const [first, last, role, email] = person;
    const profile = profiles[index];
    const user = {
      id: `${prefix}00000017300${index + 1}`,
      zuid: `70004876876${PEOPLE.indexOf(person) + 1}`,
      first_name: first,
      last_name: last,
      email,
      role: { name: role, id: `${prefix}00000001597${index}` },
    };
    return profile === undefined ? [] : [{ ...user, profile }];
  });
}

function modules(prefix: string): CrmModule[] {
  return MODULES.map(([api_name, module_name, singular, plural, display_field, photos], index) => ({
    id: `${prefix}0000000021${String(index).padStart(2, '0')}`,
    api_name,
    module_name,
    singular_label: singular,
    plural_label: plural,
    generated_type: module_name.startsWith('CustomModule') ? 'custom' : 'default',
    api_supported: api_name !== 'Home',
    display_field,
    photosFrom: photos,
    image_enable: true,
  }));
}

type Company = Pick<
  Organization,
  'company_name' | 'primary_email' | 'country_code' | 'time_zone'
> & {
  people: readonly Person[];
  /** Which records it includes. */
  keeps: (module: string, index: number) => boolean;
};

const NORTHWIND_TRADERS: Company = {
  company_name: 'Northwind Traders',
  primary_email: 'patricia.boyle@northwind.example',
  country_code: 'AT',
  time_zone: 'Europe/Vienna',
  people: NORTHWIND,
  keeps: () => true,
};

const HARBOUR_LIGHTS: Company = {
  company_name: 'Harbour Lights Agency',
  primary_email: 'tomas.reyes@harbourlights.example',
  country_code: 'PT',
  time_zone: 'Europe/Lisbon',
  people: HARBOUR,
  keeps: (module, index) => ['Contacts', 'Products'].includes(module) && index % 2 === 0,
};

function organization(
  prefix: string,
  { people, keeps, ...company }: Company,
  own: Pick<Organization, 'zgid' | 'type' | 'domain_name'>,
): Organization {
  const all = modules(prefix);
  const kept = RECORDS.filter(([name], index) => keeps(name, index));
  const records = kept.flatMap(([name, digits, fields]): CrmRecord[] => {
    const module = all.find(({ api_name }) => api_name === name);
    return module === undefined
      ? []
      : [{ id: prefix + digits, module, fields: { ...fields }, photo: null, madeAt: null }];
  });
  return {
    ...company,
    ...own,
    id: `${prefix}000000020005`,
    edition: 'enterprise',
    users: users(prefix, people),
    modules: all,
    records,
  };
}

/** The organizations after each reset, the first company's before the second's. */
export function seedOrganizations(): [production: Organization, ...others: Organization[]] {
  return [
    organization(PRODUCTION, NORTHWIND_TRADERS, {
      zgid: '808232144',
      type: 'production',
      domain_name: 'org808232144',
    }),
    organization(SANDBOX, NORTHWIND_TRADERS, {
      zgid: '811940027',
      type: 'sandbox',
      domain_name: 'northwindsandbox',
    }),
    organization(SECOND_SANDBOX, NORTHWIND_TRADERS, {
      zgid: '811940103',
      type: 'sandbox',
      domain_name: 'northwindtraining',
    }),
    organization(DEVELOPER, NORTHWIND_TRADERS, {
      zgid: '812550316',
      type: 'developer',
      domain_name: 'northwinddeveloper',
    }),
    organization(AGENCY, HARBOUR_LIGHTS, {
      zgid: '820417733',
      type: 'production',
      domain_name: 'org820417733',
    }),
    organization(AGENCY_SANDBOX, HARBOUR_LIGHTS, {
      zgid: '821006589',
      type: 'sandbox',
      domain_name: 'harbourlightssandbox',
    }),
  ];
}
