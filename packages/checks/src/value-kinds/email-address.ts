import type { ValueRecogniser } from './value-kind.ts';

/** Longest path of RFC 5321, 4.5.3.1.3, without its angle brackets. */
const LONGEST = 254;
/** What mail systems deliver to: dotted atoms of RFC 5322 and a host name with a top-level domain. */
const ADDRESS =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/iu;

export const emailAddress: ValueRecogniser = {
  kind: 'email',
  title: 'e-mail addresses',
  recognises: (text) => text.length <= LONGEST && ADDRESS.test(text),
  examples: {
    yes: [
      'ann@example.com',
      'a.b+c@mail.example.co.uk',
      'jürgen@müller.de',
      'u0@ex.com',
      "o'hare@example.org",
    ],
    no: [
      'ann@example',
      '@example.com',
      'ann@@example.com',
      'ann@exa mple.com',
      'a..b@example.com',
      '@handle',
      '',
    ],
  },
};
