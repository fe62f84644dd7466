package io.mailpulse.schema.entity;

import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/** The finders of this process, one per bundle. */
public final class EntityFinders {

  private static final ConcurrentHashMap<String, EntityFinder> OPEN = new ConcurrentHashMap<>();

  private EntityFinders() {}

  /**
   * The finder of a bundle, opened by the first who asks.
   *
   * @param location as {@link EntityFinderProvider#open} takes it
   * @throws IllegalStateException if nothing on the class path can run a bundle
   */
  public static EntityFinder of(String location) {
    return OPEN.computeIfAbsent(location, EntityFinders::open);
  }

  private static EntityFinder open(String location) {
    return ServiceLoader.load(EntityFinderProvider.class, EntityFinders.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A named-entity bundle is set ("
                        + location
                        + "), and nothing on the class path can run it: add model-onnx"))
        .open(location);
  }
}
