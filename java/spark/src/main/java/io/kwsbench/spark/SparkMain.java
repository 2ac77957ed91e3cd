package io.kwsbench.spark;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The main class of kwsbench-spark.jar: {@code spark-submit kwsbench-spark.jar predict …}. */
public final class SparkMain {
  static final int DONE = 0;
  static final int USAGE = 2;
  static final int BAD_INPUT = 3;
  static final int INTERNAL = 70;

  private final PrintStream out;
  private final PrintStream err;

  SparkMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = new SparkMain(out, err).run(arguments);
    // a driver on a cluster reports success by returning
    if (code != DONE) {
      System.exit(code);
    }
  }

  /**
   * Runs a command.
   *
   * @return the exit code: 0 done, 2 usage, 3 bad input, 70 an internal error
   */
  int run(String... arguments) {
    Map<String, Job> jobs = new LinkedHashMap<>();
    JCommander.Builder builder = JCommander.newBuilder().programName("kwsbench-spark.jar");
    for (Job job : new Job[] {new PredictJob(), new PseudoJob()}) {
      jobs.put(job.name(), job);
      builder.addCommand(job.name(), job);
    }
    JCommander parser = builder.build();
    try {
      parser.parse(arguments);
      Job job = jobs.get(String.valueOf(parser.getParsedCommand()));
      if (job == null) {
        throw new ParameterException("which command? predict or pseudo");
      }
      return run(job);
    } catch (ParameterException e) {
      complain(e.getMessage());
      return USAGE;
    }
  }

  private int run(Job job) {
    SparkSession spark = SparkSession.builder().appName("kwsbench " + job.name()).getOrCreate();
    try {
      return job.run(spark, out, this::complain);
    } catch (KwsException e) {
      complain(e.getMessage());
      return BAD_INPUT;
    } catch (ParameterException e) {
      throw e;
    } catch (Exception e) {
      if (Failure.isInternal(e)) {
        complain("internal error, please report it with the driver's log: " + Failure.of(e));
        return INTERNAL;
      }
      complain(Failure.of(e));
      return BAD_INPUT;
    } finally {
      spark.stop();
    }
  }

  private void complain(String line) {
    err.println("kwsbench: " + String.valueOf(line).replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
