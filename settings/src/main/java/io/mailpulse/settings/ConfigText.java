package io.mailpulse.settings;

import io.mailpulse.settings.ConfigException.Mistake;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A configuration file as flat keys and texts. YAML sections become dotted keys and lists become
 * comma separated; scalars stay as written, so that {@code no} is a text and not a boolean.
 */
public final class ConfigText {

  private ConfigText() {}

  /** Values of a YAML text by dotted key; notes what is not of that shape. */
  public static Map<String, String> yaml(String text, List<Mistake> mistakes) {
    var values = new LinkedHashMap<String, String>();
    try {
      Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        flatten("", mapping, values, mistakes);
      } else if (root != null) {
        mistakes.add(new Mistake("(file)", "expected sections and keys"));
      }
    } catch (MarkedYAMLException e) {
      mistakes.add(
          new Mistake(
              "(file)",
              "not YAML: "
                  + e.getProblem()
                  + (e.getProblemMark() == null
                      ? ""
                      : " in line " + (e.getProblemMark().getLine() + 1))));
    }
    return values;
  }

  /** Values of key=value lines, {@code #} starting a comment; notes lines without a key. */
  public static Map<String, String> keyValue(String text, List<Mistake> mistakes) {
    var values = new LinkedHashMap<String, String>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      int equals = stripped.indexOf('=');
      if (equals <= 0) {
        mistakes.add(new Mistake("(line " + number + ')', "expected key=value"));
        continue;
      }
      put(
          stripped.substring(0, equals).strip(),
          stripped.substring(equals + 1).strip(),
          values,
          mistakes);
    }
    return values;
  }

  private static void flatten(
      String prefix, MappingNode mapping, Map<String, String> values, List<Mistake> mistakes) {
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode name)) {
        mistakes.add(new Mistake(prefix + '?', "expected a plain key"));
        continue;
      }
      String key = prefix + name.getValue();
      if (entry.getValueNode() instanceof MappingNode section) {
        flatten(key + '.', section, values, mistakes);
      } else if (entry.getValueNode() instanceof SequenceNode sequence) {
        put(key, join(key, sequence, mistakes), values, mistakes);
      } else {
        put(key, ((ScalarNode) entry.getValueNode()).getValue().strip(), values, mistakes);
      }
    }
  }

  private static String join(String key, SequenceNode sequence, List<Mistake> mistakes) {
    var items = new ArrayList<ScalarNode>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        items.add(scalar);
      } else {
        mistakes.add(new Mistake(key, "expected a list of plain values"));
      }
    }
    return items.stream().map(ScalarNode::getValue).collect(Collectors.joining(","));
  }

  private static void put(
      String key, String value, Map<String, String> values, List<Mistake> mistakes) {
    if (values.putIfAbsent(key, value) != null) {
      mistakes.add(new Mistake(key, "is set twice"));
    }
  }
}
