package net.voipbin.provisioning.projection;

import java.time.Instant;

/**
 * Statements that select keys and what is compared from the read model's tables, and the conditions that it must meet.
 */
final class Rows {

    static final Comparison.Match EQUAL = String::equals;

    /** Matches numbers of which the left one is at most the right one. */
    static final Comparison.Match NOT_FURTHER = (left, right) -> Long.parseLong(left) <= Long.parseLong(right);

    private Rows() {}

    /** Selects rows in the order of their keys. */
    static String byKey(String table, String... key) {
        return of(table, key) + " order by " + String.join(", ", key);
    }

    /** Selects rows in no order, of each no more than a hash, since rows may be large. */
    static String of(String table, String... key) {
        return "select " + String.join("::text || ", key)
                + "::text, encode(sha256(convert_to(t::text, 'UTF8')), 'hex') from " + table + " t";
    }

    /** Selects the number of a change for each customer, in the order of the customers' ids. */
    static String numbers(String table) {
        return "select customer_id::text, change_seq::text from " + table + " order by customer_id";
    }

    /** Selects the results decided since then; those that are being erased at the moment have nothing but their key. */
    static String results(Instant since) {
        return """
                select
                    command_id::text || customer_id::text,
                    case
                        when not exists (select 1 from erasures e where e.customer_id = t.customer_id and not e.completed)
                        then encode(sha256(convert_to(t::text, 'UTF8')), 'hex')
                    end
                from command_results t
                where tm_decided >= '%s'
                order by command_id, customer_id""".formatted(since);
    }
}
