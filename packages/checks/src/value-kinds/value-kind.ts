/** Kinds of personal values that are recognised one by one, with their check digits: what no pattern can tell. */
export const VALUE_KINDS = [
  'card_number',
  'iban',
  'email',
  'phone',
  'ipv4',
  'ipv6',
  'mac_address',
  'national_id_us',
  'national_id_uk',
  'national_id_de',
  'national_id_fr',
  'national_id_in',
  'national_id_br',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

export interface ValueRecogniser {
  readonly kind: ValueKind;
  readonly title: string;
  /** Total: any text whatever, never throws. Numbers come in their text form. */
  readonly recognises: (text: string) => boolean;
  /** Shown to readers and run as tests. */
  readonly examples: { readonly yes: readonly string[]; readonly no: readonly string[] };
}
