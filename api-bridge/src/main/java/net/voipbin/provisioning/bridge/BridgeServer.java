package net.voipbin.provisioning.bridge;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyRoutes;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyTokens;
import net.voipbin.provisioning.bridge.agent.AgentRoutes;
import net.voipbin.provisioning.bridge.auth.Authenticator;
import net.voipbin.provisioning.bridge.auth.CallerQueries;
import net.voipbin.provisioning.bridge.auth.FrozenAccount;
import net.voipbin.provisioning.bridge.auth.PasswordCheck;
import net.voipbin.provisioning.bridge.auth.PasswordQueries;
import net.voipbin.provisioning.bridge.auth.Passwords;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.billing.BillingAccountRoutes;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.CommandIds;
import net.voipbin.provisioning.bridge.command.CommandOutcomes;
import net.voipbin.provisioning.bridge.command.CommandPublisher;
import net.voipbin.provisioning.bridge.command.CommandResultQueries;
import net.voipbin.provisioning.bridge.command.Idempotency;
import net.voipbin.provisioning.bridge.command.KafkaCommandPublisher;
import net.voipbin.provisioning.bridge.command.RegistryPatience;
import net.voipbin.provisioning.bridge.command.ResultReader;
import net.voipbin.provisioning.bridge.customer.CustomerRoutes;
import net.voipbin.provisioning.bridge.customer.UnregisterRoutes;
import net.voipbin.provisioning.bridge.customer.VerificationMails;
import net.voipbin.provisioning.bridge.customer.WebhookSecret;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.documentation.Documentation;
import net.voipbin.provisioning.bridge.documentation.DocumentationRoutes;
import net.voipbin.provisioning.bridge.flow.FlowRoutes;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.http.ClientAddress;
import net.voipbin.provisioning.bridge.limit.RateLimits;
import net.voipbin.provisioning.bridge.login.DelegationRoutes;
import net.voipbin.provisioning.bridge.login.LoginRoutes;
import net.voipbin.provisioning.bridge.number.AvailableNumbers;
import net.voipbin.provisioning.bridge.number.NumberRoutes;
import net.voipbin.provisioning.bridge.outcome.CommandRoutes;
import net.voipbin.provisioning.bridge.page.PageTokens;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.queue.QueueRoutes;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.resource.TenantScope;
import net.voipbin.provisioning.bridge.route.AccountGate;
import net.voipbin.provisioning.bridge.route.Api;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.bridge.route.RouteTable;
import net.voipbin.provisioning.bridge.server.ApiServer;
import net.voipbin.provisioning.bridge.signup.EmailVerificationRoutes;
import net.voipbin.provisioning.bridge.signup.SignupQueries;
import net.voipbin.provisioning.bridge.signup.SignupRoutes;
import net.voipbin.provisioning.bridge.tag.TagRoutes;
import net.voipbin.provisioning.bridge.usage.UsageRoutes;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.management.ManagementServer;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.settings.InvalidSettingException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bridge, running. It starts whether or not Kafka and PostgreSQL are there, and tells by its readiness when it can
 * serve. Thread-safe.
 */
public final class BridgeServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BridgeServer.class);

    private final RouteTable routes;
    private final ApiServer api;
    private final ManagementServer management;
    private final CommandOutcomes outcomes;
    private final CommandPublisher publisher;
    private final Passwords passwords;
    private final List<Database> databases;

    private BridgeServer(
            RouteTable routes,
            ApiServer api,
            ManagementServer management,
            CommandOutcomes outcomes,
            CommandPublisher publisher,
            Passwords passwords,
            List<Database> databases) {
        this.routes = routes;
        this.api = api;
        this.management = management;
        this.outcomes = outcomes;
        this.publisher = publisher;
        this.passwords = passwords;
        this.databases = databases;
    }

    /**
     * Starts a bridge with the settings that the environment variables hold.
     *
     * @throws InvalidSettingException where they don't do
     */
    public static BridgeServer start(Map<String, String> environment) {
        BridgeSettings settings = BridgeSettings.from(environment);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Map<String, Object> serde = RegistryPatience.within(settings.writeDeadline(), settings.serde());
        return start(
                settings,
                KafkaCommandPublisher.open(
                        settings.kafka(), ConfiguredSerdes.serializer(serde), settings.writeDeadline(), metrics),
                ConfiguredSerdes.deserializer(CommandResult.class, serde),
                metrics);
    }

    static BridgeServer start(
            BridgeSettings settings,
            CommandPublisher publisher,
            Deserializer<CommandResult> resultDeserializer,
            PrometheusMeterRegistry metrics) {
        Clock clock = Clock.systemUTC();
        Database database = Database.open(
                "read-model",
                settings.postgresUrl(),
                settings.postgresUser(),
                settings.postgresPassword(),
                settings.databaseConnections(),
                metrics);
        // What every request asks for: without the round trips that it takes to enter a scope and to leave it.
        Database authentication =
                database(Scope.AUTHENTICATION, "authentication", settings.databaseConnections(), settings, metrics);
        // Of its own, so that however many read, those who wait for an outcome learn of it.
        Database outcomesDatabase = database(Scope.OUTCOMES, "outcomes", 1, settings, metrics);
        KeyedHash hash = new KeyedHash(settings.requestKey());
        Tokens tokens = new Tokens(settings.tokenKey(), settings.tokenLifetime(), clock);
        FrozenAccount frozen = new FrozenAccount(settings.untilDeletion());
        CallerQueries callers = new CallerQueries(authentication);
        CommandResultQueries results = new CommandResultQueries(database);
        CommandOutcomes outcomes =
                CommandOutcomes.start(new CommandResultQueries(outcomesDatabase), settings.maxWaiting(), metrics);
        CommandIds ids = new CommandIds(hash, clock);
        ResultReader reader = new ResultReader(resultDeserializer);
        CommandGateway commands = new CommandGateway(
                new Idempotency(ids, hash, results, clock),
                publisher,
                outcomes,
                reader,
                frozen,
                settings.writeDeadline(),
                clock);
        Pages pages = new Pages(new PageTokens(hash));
        ResourceTypes types = new ResourceTypes(database);
        TenantScope tenants = new TenantScope(types.customers().table(), settings.platformCustomerId());
        Passwords passwords = new Passwords(Runtime.getRuntime().availableProcessors(), metrics);
        PasswordQueries storedPasswords = new PasswordQueries(authentication);
        RateLimits limits = RateLimits.of(settings.limits(), hash, System::nanoTime, metrics);
        PasswordCheck passwordCheck = new PasswordCheck(passwords, limits);
        Resources<Customer> customers = new Resources<>(types.customers(), commands, tenants, pages);
        AccessKeyTokens keyTokens = new AccessKeyTokens(hash);
        SignupQueries signups = new SignupQueries(authentication);

        RouteTable routes = table(
                new DelegationRoutes(tokens, callers).routes(),
                new LoginRoutes(passwordCheck, storedPasswords, tokens).routes(),
                new SignupRoutes(
                                commands,
                                types.customers().table(),
                                types.accessKeys().table(),
                                signups,
                                keyTokens,
                                hash,
                                limits,
                                settings.termsVersion(),
                                clock)
                        .routes(),
                new EmailVerificationRoutes(commands, signups, hash, limits.failuresPerAddress()).routes(),
                new UnregisterRoutes(customers, passwordCheck, storedPasswords).routes(),
                new CustomerRoutes(
                                customers,
                                commands,
                                new WebhookSecret(hash),
                                new VerificationMails(limits.emailChangesPerCustomer(), limits.signupsPerEmail()))
                        .routes(),
                new UsageRoutes(database).routes(),
                new AgentRoutes(new Resources<>(types.agents(), commands, tenants, pages), passwords).routes(),
                new NumberRoutes(
                                new Resources<>(types.numbers(), commands, tenants, pages),
                                new AvailableNumbers(database))
                        .routes(),
                new FlowRoutes(new Resources<>(types.flows(), commands, tenants, pages)).routes(),
                new QueueRoutes(new Resources<>(types.queues(), commands, tenants, pages)).routes(),
                new TagRoutes(new Resources<>(types.tags(), commands, tenants, pages)).routes(),
                new BillingAccountRoutes(new Resources<>(types.billingAccounts(), commands, tenants, pages)).routes(),
                new AccessKeyRoutes(new Resources<>(types.accessKeys(), commands, tenants, pages), keyTokens).routes(),
                new CommandRoutes(ids, results, reader, keyTokens, ResourceJson::of).routes(),
                DocumentationRoutes.of(Documentation.load()));

        Api api = new Api(routes, new Authenticator(tokens, callers, clock), new AccountGate(frozen));
        ApiServer apiServer = ApiServer.start(
                new ApiServer.Config(
                        settings.host(),
                        settings.port(),
                        settings.maxConnections(),
                        settings.idleTimeout(),
                        settings.maxRequests(),
                        settings.clientTimeout(),
                        settings.writeDeadline()),
                api,
                new ClientAddress(settings.trustedProxies()),
                metrics);
        ManagementServer management = ManagementServer.start(
                settings.managementHost(),
                settings.managementPort(),
                () -> !apiServer.broken() && !publisher.broken(),
                () -> apiServer.running()
                        && database.answers()
                        && authentication.answers()
                        && outcomesDatabase.answers()
                        && publisher.ready(),
                metrics::scrape);
        log.atInfo()
                .addKeyValue("port", apiServer.port())
                .addKeyValue("management_port", management.port())
                .log("Bridge started");
        return new BridgeServer(
                routes,
                apiServer,
                management,
                outcomes,
                publisher,
                passwords,
                List.of(database, authentication, outcomesDatabase));
    }

    /** All routes of the API. */
    RouteTable routes() {
        return routes;
    }

    public int port() {
        return api.port();
    }

    public int managementPort() {
        return management.port();
    }

    /** Takes no more requests, finishes those that it took, then lets go of Kafka and PostgreSQL. */
    @Override
    public void close() {
        api.close();
        outcomes.close();
        publisher.close();
        passwords.close();
        databases.forEach(Database::close);
        management.close();
        log.atInfo().log("Bridge stopped");
    }

    private static Database database(
            Scope.Whole scope, String name, int connections, BridgeSettings settings, PrometheusMeterRegistry metrics) {
        return Database.openFor(
                scope,
                name,
                settings.postgresUrl(),
                settings.postgresUser(),
                settings.postgresPassword(),
                connections,
                metrics);
    }

    @SafeVarargs
    private static RouteTable table(List<Route>... groups) {
        return new RouteTable(Stream.of(groups).flatMap(List::stream).toList());
    }
}
