package io.kwsbench.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Spark master and workers of one core each, all processes of their own, with {@code
 * spark-submit} for them. {@code SPARK_HOME} is made of links to the jars of the test's class path.
 */
final class LocalCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  /** Of the class path, what a Spark distribution does not have. */
  private static final List<String> NOT_SPARKS =
      List.of(
          "/kwsbench-",
          "/org/tensorflow/",
          "/org/bytedeco/",
          "/io/jhdf/",
          "/org/jcommander/",
          "/com/google/protobuf/",
          "/junit",
          "/jqwik",
          "/assertj",
          "/opentest4j",
          "/apiguardian",
          "/commons-csv",
          "/commons-math3");

  private final Path folder;
  private final Path home;
  private final String url;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  LocalCluster(Path folder, int workers) throws IOException {
    this.folder = folder;
    this.home = makeHome();
    int port = freePort();
    this.url = "spark://" + HOST + ":" + port;
    start("master", "org.apache.spark.deploy.master.Master", "--host", HOST, "--port", "" + port);
    for (int i = 0; i < workers; i++) {
      this.workers.add(
          start(
              "worker" + i,
              "org.apache.spark.deploy.worker.Worker",
              List.of("--host", HOST, "--cores", "1", "--memory", "640m").toArray(String[]::new)));
    }
  }

  private Path makeHome() throws IOException {
    Path made = folder.resolve("spark-home");
    Path jars = Files.createDirectories(made.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && NOT_SPARKS.stream().noneMatch(jar.toString()::contains)) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    Path conf = Files.createDirectories(made.resolve("conf"));
    Files.writeString(
        conf.resolve("log4j2.properties"),
        """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.stderr.type = Console
        appender.stderr.name = stderr
        appender.stderr.target = SYSTEM_ERR
        """);
    return made;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private Process start(String name, String main, String... arguments) throws IOException {
    List<String> command = java("-Xmx256m", main);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--webui-port", "0"));
    if (name.startsWith("worker")) {
      command.addAll(List.of("--work-dir", folder.resolve(name).toString(), url));
    }
    Process process = launch(command, name);
    return process;
  }

  private List<String> java(String heap, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Stream.of(System.getProperty("kwsbench.spark.opens").trim().split("\\s+"))
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", home.resolve("conf") + File.pathSeparator + home + "/jars/*", main));
    return command;
  }

  private Process launch(List<String> command, String name) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    // which bin/load-spark-env.sh would find out
    builder.environment().put("SPARK_SCALA_VERSION", System.getProperty("kwsbench.spark.scala"));
    builder.redirectOutput(folder.resolve(name + ".out").toFile());
    builder.redirectError(folder.resolve(name + ".err").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** What {@code spark-submit} does; output goes to {@code NAME.out} and {@code NAME.err}. */
  Process submit(String name, Path jar, List<String> conf, String... arguments) throws IOException {
    List<String> command = java("-Xmx512m", "org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", url, "--executor-memory", "512m"));
    command.addAll(
        List.of(
            "--conf", "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    for (String setting : conf) {
      command.addAll(List.of("--conf", setting));
    }
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    return launch(command, name);
  }

  /** A worker's executors. */
  List<ProcessHandle> executors(int worker) {
    return workers
        .get(worker)
        .descendants()
        .filter(p -> p.info().commandLine().map(c -> c.contains(EXECUTOR)).orElse(false))
        .toList();
  }

  /** A machine is gone: SIGKILL to the worker and its executors. */
  void kill(int worker) {
    List<ProcessHandle> executors = executors(worker);
    workers.get(worker).destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    // JUnit warns of each link in a folder that it deletes
    try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
