package io.mailpulse.schema.failure;

/**
 * Which module gave up.
 *
 * @param name its name
 * @param version its version, {@code dev} where it runs from classes
 */
public record Artifact(String name, String version) {

  /** The artifact that a class was shipped in. */
  public static Artifact of(String name, Class<?> shipped) {
    String version = shipped.getPackage().getImplementationVersion();
    return new Artifact(name, version == null ? "dev" : version);
  }
}
