// Numbers of people who do not exist: region and bank codes that were never given, and check digits that are right.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number from its first 17 digits (GB 11643). */
export const identityNumber = body => body + '10X98765432'[[...body].reduce((sum, digit, i) => sum + digit * weights[i], 0) % 11];

/** A card number from all but its last digit (Luhn). */
export function cardNumber(body) {
  let sum = 0;
  [...body].reverse().forEach((digit, i) => { const twice = digit * (i % 2 ? 1 : 2); sum += twice > 9 ? twice - 9 : twice; });
  return body + (10 - sum % 10) % 10;
}
