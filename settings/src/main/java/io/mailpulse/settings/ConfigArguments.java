package io.mailpulse.settings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The arguments of every program that reads a configuration: a file, and values that win. */
@Command
public final class ConfigArguments {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML (.yaml, .yml) or key=value lines: a path or s3://BUCKET/KEY. One file may serve"
              + " the stream and every batch job.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more value, which wins over the file's; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      hidden = true,
      description = "As --set, the older way.")
  private List<String> older = new ArrayList<>();

  /**
   * Reads the arguments of a main that does nothing else with its command line.
   *
   * @param program its name
   * @param out takes the help, if that is what they ask for
   * @return empty after help
   * @throws ConfigException if they are wrong
   */
  public static Optional<ConfigArguments> parse(String program, PrintStream out, String... args) {
    var main = new Main();
    CommandLine command = new CommandLine(main).setCommandName(program);
    try {
      command.parseArgs(args);
    } catch (ParameterException e) {
      throw ConfigException.of("(arguments)", e.getMessage());
    }
    if (command.isUsageHelpRequested()) {
      command.usage(out);
      return Optional.empty();
    }
    return Optional.of(main.arguments);
  }

  @Command
  private static final class Main {

    @Mixin private ConfigArguments arguments;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "This text.")
    private boolean isHelpWanted;
  }

  /**
   * Reads the file and the folder of tenants that it names, if any.
   *
   * @throws ConfigException if the file is not there or cannot be read
   */
  public ConfigValues values(ConfigStore store) {
    var values = new LinkedHashMap<String, String>(overrides);
    for (String argument : older) {
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        throw ConfigException.of(
            argument, "no such argument; expected --config FILE [--set KEY=VALUE ...]");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    ConfigValues read =
        file == null
            ? ConfigValues.of(values)
            : ConfigValues.parse(file, text(file, store), values);
    TenantFolder.addTo(read, store);
    return read;
  }

  /** The file that was named, or null. */
  public String file() {
    return file;
  }

  private static String text(String file, ConfigStore store) {
    String key = "--config " + file;
    try {
      return store.read(file);
    } catch (NoSuchFileException e) {
      throw ConfigException.of(key, "there is no such file");
    } catch (CharacterCodingException e) {
      throw ConfigException.of(key, "is not UTF-8 text");
    } catch (IOException | IllegalStateException e) {
      throw ConfigException.of(key, "cannot be read: " + e.getMessage());
    }
  }
}
