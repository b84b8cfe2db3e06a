package net.voipbin.provisioning.projection;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** The statements of this package, from the files beside it. */
final class Sql {

    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.removingComments();

    private Sql() {}

    static String of(String name) {
        return FILES.getResource(Sql.class.getClassLoader(), "net/voipbin/provisioning/projection/" + name + ".sql");
    }
}
