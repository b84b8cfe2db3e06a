package net.voipbin.provisioning.projection;

import java.time.Instant;

/** How the rows of the read model's tables are compared: statements of a key and of what is compared, in the keys' order. */
final class Rows {

    static final Comparison.Match EQUAL = String::equals;

    /** Of numbers: the left one at most the right one. */
    static final Comparison.Match NOT_FURTHER = (left, right) -> Long.parseLong(left) <= Long.parseLong(right);

    private Rows() {}

    static String byKey(String table, String... key) {
        return of(table, key) + " order by " + String.join(", ", key);
    }

    /** In no order. Of rows that may be large no more than a hash is held. */
    static String of(String table, String... key) {
        return "select " + String.join("::text || ", key)
                + "::text, encode(sha256(convert_to(t::text, 'UTF8')), 'hex') from " + table + " t";
    }

    static String numbers(String table) {
        return "select customer_id::text, change_seq::text from " + table + " order by customer_id";
    }

    /** What is being erased at the moment is compared by its key alone. */
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
