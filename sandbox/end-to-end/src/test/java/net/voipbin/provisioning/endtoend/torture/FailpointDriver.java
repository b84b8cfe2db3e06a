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
 * PostgreSQL's driver with the {@link Failpoints} of a projection at its commits, and of a bridge where it reads outcomes
 * that are waited for; for addresses that begin with {@link #PREFIX}.
 */
public final class FailpointDriver implements Driver {

    /** In failpoint of {@code jdbc:}. */
    static final String PREFIX = "jdbc:failpoints:";

    /** Only the question after outcomes has it. */
    private static final String OUTCOMES = "as waiting (command_id";

    /** A transaction without it writes nothing of what the topics bring. */
    private static final String ADVANCES = "update projection_offsets";

    static {
        try {
            DriverManager.registerDriver(new FailpointDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final org.postgresql.Driver postgres = new org.postgresql.Driver();

    /** A call of the driver with failpoints before and after it. */
    @FunctionalInterface
    private interface Around {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    static String withFailpoints(String jdbcUrl) {
        return PREFIX + jdbcUrl.substring("jdbc:".length());
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? withFailpoints(postgres.connect(plain(url), properties)) : null;
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

    private static Connection withFailpoints(Connection connection) {
        AtomicBoolean advances = new AtomicBoolean();
        return wrapped(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "commit" -> {
                    if (!advances.getAndSet(false)) {
                        return on(connection, method, arguments);
                    }
                    Failpoints.reach(Failpoint.PROJECTION_BEFORE_COMMIT);
                    Object nothing = on(connection, method, arguments);
                    Failpoints.reach(Failpoint.PROJECTION_AFTER_COMMIT);
                    return nothing;
                }
                case "prepareStatement" -> {
                    PreparedStatement statement = (PreparedStatement) on(connection, method, arguments);
                    String sql = (String) arguments[0];
                    advances.compareAndSet(false, sql.contains(ADVANCES));
                    return sql.contains(OUTCOMES) ? withFailpoints(statement) : statement;
                }
                default -> {
                    return on(connection, method, arguments);
                }
            }
        });
    }

    private static PreparedStatement withFailpoints(PreparedStatement question) {
        return wrapped(PreparedStatement.class, (method, arguments) -> {
            Object answer = on(question, method, arguments);
            return answer instanceof ResultSet outcomes ? withFailpoints(outcomes) : answer;
        });
    }

    private static ResultSet withFailpoints(ResultSet outcomes) {
        return wrapped(ResultSet.class, (method, arguments) -> {
            Object answer = on(outcomes, method, arguments);
            if (method.getName().equals("next") && Boolean.TRUE.equals(answer)) {
                Failpoints.reach(Failpoint.BRIDGE_BEFORE_ANSWERING);
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
                Proxy.newProxyInstance(FailpointDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
