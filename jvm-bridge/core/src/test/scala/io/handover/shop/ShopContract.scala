package io.handover.shop

import io.handover.json.{Json, JsonReader}

/** The contract of the test bundle, and a model file that names it. */
object ShopContract {

  /** `contract.json`, as far as the Scala side reads it. */
  val text: String =
    """{"id":"shop","name":"shop","version":"1.0.0","inputs":[{"name":"row","properties":[
      |{"name":"basket_eur","logicalType":"number","required":false,"logicalTypeOptions":{"format":"f32","minimum":0}},
      |{"name":"price","logicalType":"number","required":true,"logicalTypeOptions":{"format":"f32","minimum":0}},
      |{"name":"visits","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64","minimum":0}},
      |{"name":"device","logicalType":"string","required":true}]}],
      |"outputs":[{"name":"answer","properties":[
      |{"name":"proba","logicalType":"number","required":true,"logicalTypeOptions":{"format":"f32"},"transformLogic":"probability[1]"},
      |{"name":"label","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64"},"transformLogic":"label"},
      |{"name":"ids","logicalType":"array","required":true,"logicalTypeOptions":{"minItems":3,"maxItems":3},"items":{"logicalType":"integer","logicalTypeOptions":{"format":"i64"}},"transformLogic":"neighbours.ids"},
      |{"name":"distances","logicalType":"array","required":true,"logicalTypeOptions":{"minItems":3,"maxItems":3},"items":{"logicalType":"number","logicalTypeOptions":{"format":"f32"}},"transformLogic":"neighbours.distance"}]}],
      |"model":{"task":"binary-classification","artifact":{"stringMissing":""}},
      |"parity":{"converter":{"abs":1e-05,"rel":0.0001},"tolerance":{"proba":{"ulp":1},"label":{"exact":true,"boundary":"report"},"ids":{"exact":true,"ties":"any"},"distances":{"ulp":2}}}}""".stripMargin
      .replace("\n", "")

  /** The columns as `vectors/header.json` lists them. */
  val columns: String =
    """{"inputs":[{"name":"basket_eur","type":"f32","length":null,"nullable":true},
      |{"name":"price","type":"f32","length":null,"nullable":false},
      |{"name":"visits","type":"i64","length":null,"nullable":false},
      |{"name":"device","type":"string","length":null,"nullable":false}],
      |"outputs":[{"name":"proba","type":"f32","length":null,"role":"probability[1]"},
      |{"name":"label","type":"i64","length":null,"role":"label"},
      |{"name":"ids","type":"i64","length":3,"role":"neighbours.ids"},
      |{"name":"distances","type":"f32","length":3,"role":"neighbours.distance"}]}""".stripMargin

  /** `model.onnx` as protobuf fields: never run here, only walked. */
  val model: Vector[Json] =
    JsonReader
      .read(
        """[[1,"varint",10],[7,"message",[[2,"text","shop"],[12,"message",[[1,"text","proba"]]]]],
          |[8,"message",[[2,"varint",21]]],
          |[14,"message",[[1,"text","handover.contract.sha256"],[2,"contract-sha256"]]]]""".stripMargin,
        "model"
      )
      .toOption
      .flatMap(_.elements)
      .getOrElse(sys.error("model"))
}
