package net.voipbin.provisioning.bridge.hash;

import java.math.BigInteger;

/** Secrets made of keyed hashes: 32 letters and digits. */
public final class SecretText {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int LENGTH = 32;

    private SecretText() {}

    /** @param bytes 32 of them, which nobody can guess */
    public static String of(byte[] bytes) {
        // 256 bits are more than 32 characters out of 62 hold, so each character is as good as evenly distributed.
        BigInteger rest = new BigInteger(1, bytes);
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            BigInteger[] division = rest.divideAndRemainder(BASE);
            secret.append(ALPHABET.charAt(division[1].intValue()));
            rest = division[0];
        }
        return secret.toString();
    }
}
