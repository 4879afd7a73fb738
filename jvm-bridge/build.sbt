ThisBuild / organization := "io.handover"
ThisBuild / version := "0.1.0-SNAPSHOT"
ThisBuild / licenses := Seq(License.Apache2)
ThisBuild / scalaVersion := Versions.scala213

// Two forked test JVMs at once would fight for the two cores of a small machine.
Global / concurrentRestrictions += Tags.limit(Tags.ForkedTestGroup, 1)
Global / excludeLintKeys += publishLocal / skip

val shared = Seq(
  crossScalaVersions := Seq(Versions.scala213, Versions.scala3),
  scalacOptions := Compiler.flags(scalaVersion.value),
  Compile / scalacOptions ++= Compiler.coldStart(scalaVersion.value),
  Compile / doc / scalacOptions --= Seq("-Werror", "-Xfatal-warnings"),
  // Documentation of a snapshot is read in the sources.
  Compile / packageDoc / publishArtifact := !isSnapshot.value,
  libraryDependencies ++= Seq(
    "org.scalameta" %% "munit" % Versions.munit % Test,
    "org.scalameta" %% "munit-scalacheck" % Versions.munitScalacheck % Test
  ),
  // Tests load native libraries and set system properties: each module has a JVM of its own.
  Test / fork := true,
  Test / javaOptions ++= JavaRuntime.quietFlags ++ JavaRuntime.shortRun,
  Test / baseDirectory := (ThisBuild / baseDirectory).value,
  Test / testOptions += Tests.Argument(TestFrameworks.MUnit, "+l"),
  // The version the running code reports, out of the build rather than written twice.
  Compile / packageBin / packageOptions += Package.ManifestAttributes(
    "Implementation-Title" -> name.value,
    "Implementation-Version" -> version.value,
    Jars.sourceDigest("published")
  )
)

/** The faulty backends as classes for a class loader to find: on the classpath of the tests they
  * would be found there.
  */
val faultyClasses = Seq(
  Test / javaOptions +=
    s"-Dhandover.faulty.classes=${(LocalProject("faulty") / Compile / classDirectory).value}",
  Test / test := (Test / test).dependsOn(LocalProject("faulty") / Compile / compile).value
)

/** A module that a service may have on its classpath. */
def module(id: String, directory: String): Project =
  Project(id, file(directory)).settings(shared, name := s"handover-$id")

lazy val root = project
  .in(file("."))
  .aggregate(
    core,
    evaluator,
    onnxruntime,
    backends,
    gateway,
    cli,
    testkit,
    faulty,
    benchmarks,
    gatewayJar,
    cliJar
  )
  .settings(name := "handover", crossScalaVersions := Nil, publish / skip := true)

lazy val core = module("core", "core")
  .settings(libraryDependencies += "org.typelevel" %% "jawn-parser" % Versions.jawn)

// Runs model.onnx itself: the Scala library and core alone, nothing native.
lazy val evaluator =
  module("evaluator", "evaluator").dependsOn(core % "compile->compile;test->test")

lazy val onnxruntime = module("onnxruntime", "onnxruntime")
  .dependsOn(core)
  .settings(
    libraryDependencies += "com.microsoft.onnxruntime" % "onnxruntime" % Versions.onnxruntime,
    NativeLibrary.nativeLibrary := NativeLibrary.extract(
      (Compile / externalDependencyClasspath).value.files,
      target.value / "native",
      streams.value.log
    )
  )

// The address table: everything that a backend can be called by.
lazy val backends = module("backends", "backends")
  .dependsOn(core, evaluator % "compile->compile;test->test", onnxruntime)
  .settings(faultyClasses)

lazy val cli = module("cli", "cli")
  .dependsOn(backends, core % "test->test")
  .settings(faultyClasses)

lazy val gateway = module("gateway", "gateway")
  .dependsOn(backends, core % "test->test", faulty % Test)
  .settings(libraryDependencies += "net.sf.py4j" % "py4j" % Versions.py4j)

lazy val testkit = module("testkit", "testkit")
  .dependsOn(
    core % "compile->compile;test->test",
    evaluator % Test,
    onnxruntime % Test,
    faulty % Test
  )
  .settings(
    Test / testOptions += Tests.Filter(_ != "io.handover.testkit.NeedsAName"),
    // A service has one of the two test frameworks already, in its own version.
    libraryDependencies ++= Seq(
      "org.scalameta" %% "munit" % Versions.munit % Optional,
      "org.scalatest" %% "scalatest" % Versions.scalatest % Optional
    )
  )

// Backends with one fault each, for the tests of both languages; never published.
lazy val faulty = module("faulty", "faulty")
  .dependsOn(core % Provided, onnxruntime % Provided)
  .settings(
    publish / skip := true,
    scalacOptions -= "-Wdead-code", // a constructor that only throws is the point of it
    scalacOptions -= "-Wunused:all", // steps of the zoo that a fault overrides ignore what it needs
    Jars.assembled("handover-faulty.jar", "faulty"),
    assembly / assemblyOutputPath := target.value / "assembled" / "handover-faulty.jar",
    assembly / assemblyMergeStrategy := Jars.merge(_.endsWith("/LostLibrary.class")),
    assembly / assemblyOption ~= (_.withIncludeScala(false))
  )

/** A project without sources that assembles others into one jar with a main class. */
def fatJar(id: String, directory: String, jarName: String, main: String): Project =
  Project(id, file(directory)).settings(
    publish / skip := true,
    assembly / mainClass := Some(main),
    Compile / unmanagedSources := Nil,
    Jars.assembled(jarName, id)
  )

// What the Python package carries: everything but ONNX Runtime's big native libraries.
lazy val gatewayJar =
  fatJar("gatewayJar", "gateway/jar", "handover-gateway.jar", "io.handover.gateway.Main")
    .dependsOn(gateway, cli)
    .settings(assembly / assemblyMergeStrategy := Jars.merge(Jars.withoutBigNatives))

// What runs in an image without Python: ONNX Runtime's native libraries are inside.
lazy val cliJar = fatJar("cliJar", "cli/jar", "handover.jar", "io.handover.cli.Main")
  .dependsOn(cli)
  .settings(assembly / assemblyMergeStrategy := Jars.merge(Jars.withoutDebugSymbols))

// Timings beside ONNX Runtime, run by hand: python -m benchmarks.evaluator.
lazy val benchmarks = module("benchmarks", "benchmarks")
  .dependsOn(backends)
  .enablePlugins(JmhPlugin)
  .settings(publish / skip := true)
