package net.voipbin.provisioning.projection;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** Statements in files, one each, in a folder named after the class that executes them. */
final class Sql {

    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.removingComments();

    private Sql() {}

    static String named(Class<?> user, String name) {
        return FILES.locate(user, name);
    }
}
