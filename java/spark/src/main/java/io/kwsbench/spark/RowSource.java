package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.label.ClipBytes;
import org.apache.spark.sql.Row;

/** Clips in rows with the columns {@code path}, {@code content} and, for slow folds, slow. */
final class RowSource implements ClipSource<Row> {
  private static final long serialVersionUID = 1;

  static final String PATH = "path";
  static final String CONTENT = "content";
  static final String SLOW = "slow";

  @Override
  public String name(Row clip) {
    String path = clip.getAs(PATH);
    if (path == null) {
      throw new KwsException("a clip has no path");
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public ClipBytes clip(Row clip) {
    return bytes(clip, CONTENT);
  }

  @Override
  public ClipBytes slow(Row clip) {
    return bytes(clip, SLOW);
  }

  private static ClipBytes bytes(Row clip, String column) {
    String path = clip.getAs(PATH);
    byte[] wav = clip.getAs(column);
    if (wav == null) {
      throw new KwsException(path + ": column " + column + " is empty");
    }
    return new ClipBytes(path, wav);
  }
}
