package net.voipbin.provisioning.bridge.database;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** Queries as they stand in files, one each, in a folder named after the class that asks them. */
public final class Sql {

    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.removingComments();

    private Sql() {}

    public static String named(Class<?> asker, String name) {
        return FILES.locate(asker, name);
    }
}
