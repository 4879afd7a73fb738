/** Every version that the build pins, in one place. */
object Versions {
  val scala213 = "2.13.18"
  val scala3 = "3.3.7" // the LTS line

  val jawn = "1.6.0"
  val munit = "1.2.4"
  val munitScalacheck = "1.2.0"
  val scalatest = "3.2.19"
  val py4j = "0.10.9.9" // the same as the Python package that speaks to it
  val onnxruntime = "1.29.0" // the same as the wheel on the Python side

  /** The oldest Java whose API the code may use. */
  val javaRelease = "17"
}
