package io.handover.cli

/** The help pages, at most 80 columns wide. */
private[cli] object Help {

  /** The page of the program or of a verb. */
  def page(name: String): String = name match {
    case "verify"      => verify
    case "show"        => show
    case "explain"     => explain
    case "conformance" => conformance
    case _             => program
  }

  private val exitCodes =
    """Exit codes: 0 all holds, 1 contract broken, 2 usage, 3 contract or bundle
      |invalid, 4 environment missing.""".stripMargin

  private val program =
    s"""Usage: java -jar handover.jar COMMAND [ARGUMENTS]
       |
       |Verify on the JVM alone that a backend answers as the bundle says.
       |
       |Commands:
       |  verify       Play a bundle's vectors against a backend; name the side that
       |               is wrong.
       |  show         Show what a bundle promises and what it can prove.
       |  explain      Show what every node of the model makes of one vector.
       |  conformance  Run cases in the layout of ONNX's backend tests.
       |
       |Options:
       |  --version   Print the version.
       |  -h, --help  Print this page; after a command, that command's.
       |
       |$exitCodes""".stripMargin

  private val verify =
    s"""Usage: java -jar handover.jar verify [OPTIONS] BUNDLE
       |
       |Play a bundle's vectors against a backend; name the side that is wrong.
       |
       |Options:
       |  --backend ADDRESS   scala, onnxruntime, or a class such as
       |                      com.trasos.SimilarItems; jvm:com.trasos.SimilarItems is
       |                      the same [default: scala]
       |  --classpath PATHS   Where the backend's classes are; repeatable.
       |  --only ID           Play this vector alone; repeatable.
       |  --json FILE         Write the verdict.
       |  --junit FILE        Write JUnit XML.
       |  --force             Replace files that are no reports.
       |  --timeout SECONDS   How long the backend may take before it is killed
       |                      [default: 300]
       |  --heap SIZE         The most memory its JVM may take, such as 2g.
       |  --accept HJ402      Accept a runtime outside the bundle's profile ...
       |  --reason TEXT       ... and say why; the verdict shows it.
       |  -h, --help          Print this page.
       |
       |$exitCodes""".stripMargin

  private val explain =
    s"""Usage: java -jar handover.jar explain [OPTIONS] BUNDLE VECTOR_ID
       |
       |Show what every node of the model makes of one vector's row.
       |
       |Options:
       |  --against VECTOR_ID  Name the first node where this vector parts from it.
       |  --json FILE          Write every value.
       |  --force              Replace a file that is no report.
       |  -h, --help           Print this page.
       |
       |$exitCodes""".stripMargin

  private val conformance =
    s"""Usage: java -jar handover.jar conformance [OPTIONS] DIRECTORY...
       |
       |Run cases in the layout of ONNX's backend tests: model.onnx beside
       |test_data_set_<k>/input_<i>.pb and output_<i>.pb, at any depth.
       |
       |Options:
       |  --backend ADDRESS  scala or onnxruntime [default: scala]
       |  --json FILE        Write the results.
       |  --force            Replace a file that is no report.
       |  --operators        List the operators that scala runs, alone.
       |  -h, --help         Print this page.
       |
       |$exitCodes""".stripMargin

  private val show =
    s"""Usage: java -jar handover.jar show BUNDLE
       |
       |Show what a bundle promises and what it can prove.
       |
       |Options:
       |  -h, --help  Print this page.
       |
       |$exitCodes""".stripMargin
}
