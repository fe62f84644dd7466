package io.mailpulse.connectors.delta;

import java.io.Serializable;

/**
 * Makes a row of an element.
 *
 * @param <T> element type
 */
@FunctionalInterface
public interface RowConverter<T> extends Serializable {

  /**
   * The element's row.
   *
   * @return one value per column in table order, as {@link
   *     io.mailpulse.schema.warehouse.WarehouseRows} describes
   */
  Object[] toRow(T element);
}
