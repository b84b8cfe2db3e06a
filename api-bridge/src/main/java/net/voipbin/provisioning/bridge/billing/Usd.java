package net.voipbin.provisioning.bridge.billing;

import java.math.BigDecimal;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;

/** Amounts of money as clients name them: US dollars. */
final class Usd {

    private static final int MICRO = 6;

    /** How many digits before the point are looked at; the largest amount has 13. */
    private static final int MOST_DIGITS = 13;

    private Usd() {}

    /**
     * The required field's amount in millionths of a dollar.
     *
     * @throws ApiException MISSING_REQUEST_PARAMETER; INVALID_ARGUMENT where it is below zero, finer than a millionth or
     *     more than 64 bits hold
     */
    static long micros(Form form, String field) {
        BigDecimal dollars = form.required(field, form::number);
        if (dollars.signum() < 0) {
            throw ApiException.ofField(Reason.INVALID_ARGUMENT, field, "is below zero.");
        }
        try {
            // By its digits first: to write out a number of a huge exponent takes seconds.
            if (dollars.signum() != 0 && (long) dollars.precision() - dollars.scale() > MOST_DIGITS) {
                throw new ArithmeticException("too much");
            }
            return dollars.movePointRight(MICRO).longValueExact();
        } catch (ArithmeticException e) {
            throw ApiException.ofField(
                    Reason.INVALID_ARGUMENT, field, "is finer than a millionth of a dollar, or too much.");
        }
    }
}
