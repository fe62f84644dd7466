package io.mailpulse.model.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Direct memory that the tensors of one run at a time are made over; grows, never shrinks. */
final class TokenBuffers {

  private LongBuffer ids = allocate(4096);
  private LongBuffer mask = allocate(4096);
  private LongBuffer types = allocate(0);

  /** Lays rows out with padding after each. */
  void fill(int[][] rows, int[] chosen, int width) {
    int size = chosen.length * width;
    if (ids.capacity() < size) {
      ids = allocate(Math.max(size, ids.capacity() * 2));
      mask = allocate(ids.capacity());
    }
    ids.clear();
    mask.clear();
    for (int index : chosen) {
      int[] row = rows[index];
      for (int id : row) {
        ids.put(id);
        mask.put(1);
      }
      for (int i = row.length; i < width; i++) {
        ids.put(0);
        mask.put(0);
      }
    }
    ids.flip();
    mask.flip();
  }

  LongBuffer ids() {
    return ids;
  }

  LongBuffer mask() {
    return mask;
  }

  /** As many zeros as there are ids: every text is a first sequence. */
  LongBuffer types() {
    if (types.capacity() < ids.limit()) {
      types = allocate(ids.capacity());
    }
    types.clear();
    types.limit(ids.limit());
    return types;
  }

  private static LongBuffer allocate(int longs) {
    return ByteBuffer.allocateDirect(longs * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }
}
