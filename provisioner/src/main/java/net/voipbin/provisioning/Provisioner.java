package net.voipbin.provisioning;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.maintenance.Rebuild;
import net.voipbin.provisioning.maintenance.Verification;
import net.voipbin.provisioning.operations.Preparation;
import net.voipbin.provisioning.operations.RunningProvisioner;
import net.voipbin.provisioning.settings.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The provisioner's command line; its settings are environment variables. */
@Command(
        name = "provisioner",
        description = "Applies the commands on the life of customers.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Provisioner.Prepare.class,
            Provisioner.Run.class,
            Provisioner.Verify.class,
            Provisioner.RebuildReadModel.class
        })
public final class Provisioner {

    private static final Logger log = LoggerFactory.getLogger(Provisioner.class);

    private Provisioner() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Provisioner())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure))
                .execute(arguments));
    }

    private static int report(Exception failure) {
        if (failure instanceof InvalidSettingException) {
            log.atError().log(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        log.atError().setCause(failure).log("Failed");
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Command(
            name = "prepare",
            description = "Creates or corrects topics, registers schemas, migrates the read model. Idempotent.")
    static final class Prepare implements Callable<Integer> {
        @Override
        public Integer call() {
            new Preparation(ProvisionerSettings.of(System.getenv())).apply();
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "run", description = "Decides commands and keeps the read model, until SIGTERM.")
    static final class Run implements Callable<Integer> {
        @Override
        public Integer call() {
            ProvisionerSettings settings = ProvisionerSettings.of(System.getenv());
            new Preparation(settings).verify();
            RunningProvisioner provisioner = new RunningProvisioner(settings, Clock.systemUTC());
            Thread stop = new Thread(provisioner::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                provisioner.failed().join();
                return CommandLine.ExitCode.OK;
            } catch (CompletionException e) {
                log.atError().setCause(e.getCause()).log("The provisioner cannot go on");
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
    }

    @Command(
            name = "verify",
            description = "Compares the read model with the fold of the topics, while both are in use. "
                    + "Exit code 1 if they differ.")
    static final class Verify implements Callable<Integer> {
        @Override
        public Integer call() {
            Verification.Report report =
                    new Verification(ProvisionerSettings.of(System.getenv()), Clock.systemUTC()).run();
            report.print(System.out);
            return report.differing().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    @Command(
            name = "rebuild",
            description = "Folds a new read model from the topics and replaces the one that is served with it.")
    static final class RebuildReadModel implements Callable<Integer> {
        @Override
        public Integer call() {
            new Rebuild(ProvisionerSettings.of(System.getenv()), Clock.systemUTC()).run();
            return CommandLine.ExitCode.OK;
        }
    }
}
