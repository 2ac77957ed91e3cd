package io.kwsbench.spark;

import io.kwsbench.usage.ExitCode;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** A command of kwsbench-spark.jar; its parameters are fields that JCommander fills. */
interface Job {
  String name();

  /**
   * Does the work.
   *
   * @param out for results
   * @param complain for lines about what could not be used
   * @return how it ended
   * @throws io.kwsbench.KwsException when something that the user gave cannot be used
   */
  ExitCode run(SparkSession spark, PrintStream out, Consumer<String> complain);
}
