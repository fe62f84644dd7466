package io.mailpulse.schema.entity;

/**
 * Opens finders. Found by {@link java.util.ServiceLoader}: whoever can run models registers one.
 */
public interface EntityFinderProvider {

  /**
   * Opens the finder of a bundle.
   *
   * @param location of the bundle: a folder
   * @throws RuntimeException saying what is wrong with it
   */
  EntityFinder open(String location);
}
