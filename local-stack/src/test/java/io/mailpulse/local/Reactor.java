package io.mailpulse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules of this build, read from its poms: a new one is looked at without being told. */
final class Reactor {

  /** Folder of the root pom; tests run in the folder of their module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Reactor() {}

  /** Folders of the modules, in the order of the root pom. */
  static List<String> modules() {
    List<String> modules = new ArrayList<>();
    for (Element list : children(pom(ROOT), "modules")) {
      children(list, "module").forEach(module -> modules.add(module.getTextContent().strip()));
    }
    return modules;
  }

  /** The modules that a jar of one carries: itself and what it needs at run time, transitively. */
  static Set<String> shippedWith(String module) {
    Set<String> shipped = new LinkedHashSet<>();
    addShipped(module, new LinkedHashSet<>(modules()), shipped);
    return shipped;
  }

  private static void addShipped(String module, Set<String> ours, Set<String> shipped) {
    if (!shipped.add(module)) {
      return;
    }
    for (Element list : children(pom(ROOT.resolve(module)), "dependencies")) {
      for (Element dependency : children(list, "dependency")) {
        String artifact = text(dependency, "artifactId");
        String scope = text(dependency, "scope");
        if (ours.contains(artifact) && !scope.equals("test") && !scope.equals("provided")) {
          addShipped(artifact, ours, shipped);
        }
      }
    }
  }

  private static Element pom(Path folder) {
    Path file = folder.resolve("pom.xml");
    try (var in = Files.newInputStream(file)) {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file + " is no pom", e);
    }
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(child -> child.getTextContent().strip())
        .orElse("");
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }
}
