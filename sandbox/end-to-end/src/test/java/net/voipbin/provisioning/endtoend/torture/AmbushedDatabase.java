package net.voipbin.provisioning.endtoend.torture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver with the {@link Ambush}es of a projection at its commits, and of a bridge where it reads outcomes
 * that are waited for; for addresses that begin with {@link #PREFIX}.
 */
public final class AmbushedDatabase implements Driver {

    /** In place of {@code jdbc:}. */
    static final String PREFIX = "jdbc:ambushed:";

    /** Only the question after outcomes has it. */
    private static final String OUTCOMES = "as waiting (command_id";

    /** A transaction without it writes nothing of what the topics bring. */
    private static final String ADVANCES = "update projection_offsets";

    static {
        try {
            DriverManager.registerDriver(new AmbushedDatabase());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final org.postgresql.Driver postgres = new org.postgresql.Driver();

    /** What the driver does, and what comes before and after it. */
    @FunctionalInterface
    private interface Around {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    static String ambushed(String jdbcUrl) {
        return PREFIX + jdbcUrl.substring("jdbc:".length());
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? ambushed(postgres.connect(plain(url), properties)) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return postgres.getPropertyInfo(plain(url), properties);
    }

    @Override
    public int getMajorVersion() {
        return postgres.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return postgres.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return postgres.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        return postgres.getParentLogger();
    }

    private static String plain(String url) {
        return "jdbc:" + url.substring(PREFIX.length());
    }

    private static Connection ambushed(Connection connection) {
        AtomicBoolean advances = new AtomicBoolean();
        return wrapped(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "commit" -> {
                    if (!advances.getAndSet(false)) {
                        return on(connection, method, arguments);
                    }
                    Ambush.at(Place.PROJECTION_BEFORE_COMMIT);
                    Object nothing = on(connection, method, arguments);
                    Ambush.at(Place.PROJECTION_AFTER_COMMIT);
                    return nothing;
                }
                case "prepareStatement" -> {
                    PreparedStatement statement = (PreparedStatement) on(connection, method, arguments);
                    String sql = (String) arguments[0];
                    advances.compareAndSet(false, sql.contains(ADVANCES));
                    return sql.contains(OUTCOMES) ? ambushed(statement) : statement;
                }
                default -> {
                    return on(connection, method, arguments);
                }
            }
        });
    }

    private static PreparedStatement ambushed(PreparedStatement question) {
        return wrapped(PreparedStatement.class, (method, arguments) -> {
            Object answer = on(question, method, arguments);
            return answer instanceof ResultSet outcomes ? ambushed(outcomes) : answer;
        });
    }

    private static ResultSet ambushed(ResultSet outcomes) {
        return wrapped(ResultSet.class, (method, arguments) -> {
            Object answer = on(outcomes, method, arguments);
            if (method.getName().equals("next") && Boolean.TRUE.equals(answer)) {
                Ambush.at(Place.BRIDGE_BEFORE_ANSWERING);
            }
            return answer;
        });
    }

    private static Object on(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T wrapped(Class<T> type, Around around) {
        InvocationHandler handler = (proxy, method, arguments) -> around.call(method, arguments);
        return type.cast(
                Proxy.newProxyInstance(AmbushedDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
