package dev.chatctl.core.message;

/** Crockford's alphabet: five bits a character, in text order. */
final class Base32 {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;

  private Base32() {}

  /** A number in so many characters; what does not fit is cut off. */
  static String of(long number, int chars) {
    var text = new char[chars];
    long left = number;
    for (int i = chars - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (left & 31));
      left >>>= BITS;
    }
    return new String(text);
  }

  /** The number that a text of this alphabet stands for. */
  static long number(String text) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      number = (number << BITS) | ALPHABET.indexOf(text.charAt(i));
    }
    return number;
  }

  static boolean isText(String text) {
    return text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /** The first bits of some bytes. */
  static String first(byte[] bytes, int chars) {
    var text = new char[chars];
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < chars; i++) {
      if (held < BITS) {
        bits = (bits << Byte.SIZE) | (bytes[next++] & 0xff);
        held += Byte.SIZE;
      }
      held -= BITS;
      text[i] = ALPHABET.charAt((bits >>> held) & 31);
    }
    return new String(text);
  }
}
