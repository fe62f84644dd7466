package io.mailpulse.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One search server for all tests of a run: it takes 15 seconds to start. */
public final class SharedServices implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(SharedServices.class);

  /** Where the build puts the distribution. */
  public static Path searchZip() {
    return Path.of("target", "elasticsearch.zip").toAbsolutePath();
  }

  /** A fresh folder on the disk that tests use. */
  public static Path folder(String name) throws java.io.IOException {
    Path target = Path.of("target", "it");
    Files.createDirectories(target);
    return Files.createTempDirectory(target.toAbsolutePath(), name);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ElasticsearchServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent("search", key -> new Running(), Running.class)
        .server;
  }

  private static final class Running implements ExtensionContext.Store.CloseableResource {
    final ElasticsearchServer server = ElasticsearchServer.start(searchZip());

    @Override
    public void close() {
      server.close();
    }
  }
}
