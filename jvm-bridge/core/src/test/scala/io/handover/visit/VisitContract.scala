package io.handover.visit

/** A contract with a features stage: a visit's raw events, six features, a probability. */
object VisitContract {

  /** The features block; `dwell_s` may be half a second off. */
  val features: String =
    """{"oracle":"trasos.visits:features","inputs":[{"name":"raw","logicalType":"object","properties":[
      |{"name":"source","logicalType":"string","required":true,"logicalTypeOptions":{"maxLength":20}},
      |{"name":"starts_ms","logicalType":"array","required":true,"logicalTypeOptions":{"maxItems":100},"items":{"logicalType":"integer","logicalTypeOptions":{"format":"i64","minimum":0}}},
      |{"name":"events","logicalType":"array","required":true,"logicalTypeOptions":{"minItems":1},"items":{"logicalType":"object","properties":[
      |{"name":"at_ms","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64","minimum":0}},
      |{"name":"kind","logicalType":"string","required":true,"enum":[{"value":"visit"},{"value":"view"},{"value":"basket"}]},
      |{"name":"cents","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64","minimum":0}}]}},
      |{"name":"geo","logicalType":"object","required":false,"properties":[{"name":"country","logicalType":"string","required":true}]}]}],
      |"tolerance":{"visits":{"bits":true},"dwell_s":{"abs":0.5},"basket_eur":{"bits":true},"views_eur":{"bits":true},"source":{"exact":true},"country":{"exact":true}},
      |"vectors":{"count":20}}""".stripMargin.replace("\n", "")

  /** `contract.json`, as far as the Scala side reads it. */
  val text: String =
    s"""{"id":"visit","name":"visit","version":"1.0.0","features":$features,"inputs":[{"name":"row","properties":[
      |{"name":"visits","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64","minimum":0}},
      |{"name":"dwell_s","logicalType":"number","required":false,"logicalTypeOptions":{"format":"f32","minimum":0}},
      |{"name":"basket_eur","logicalType":"number","required":false,"logicalTypeOptions":{"format":"f32","minimum":0}},
      |{"name":"views_eur","logicalType":"number","required":false,"logicalTypeOptions":{"format":"f32","minimum":0}},
      |{"name":"source","logicalType":"string","required":true},
      |{"name":"country","logicalType":"string","required":true}]}],
      |"outputs":[{"name":"answer","properties":[
      |{"name":"proba","logicalType":"number","required":true,"logicalTypeOptions":{"format":"f32"},"transformLogic":"probability[1]"},
      |{"name":"label","logicalType":"integer","required":true,"logicalTypeOptions":{"format":"i64"},"transformLogic":"label"}]}],
      |"model":{"task":"binary-classification","artifact":{"stringMissing":""}},
      |"parity":{"tolerance":{"proba":{"ulp":1},"label":{"exact":true}}}}""".stripMargin
      .replace("\n", "")

  /** The columns as `vectors/header.json` lists them. */
  val columns: String =
    """{"inputs":[{"name":"visits","type":"i64","length":null,"nullable":false},
      |{"name":"dwell_s","type":"f32","length":null,"nullable":true},
      |{"name":"basket_eur","type":"f32","length":null,"nullable":true},
      |{"name":"views_eur","type":"f32","length":null,"nullable":true},
      |{"name":"source","type":"string","length":null,"nullable":false},
      |{"name":"country","type":"string","length":null,"nullable":false}],
      |"outputs":[{"name":"proba","type":"f32","length":null,"role":"probability[1]"},
      |{"name":"label","type":"i64","length":null,"role":"label"}],
      |"raw":[{"name":"source","type":"string","list":false,"nullable":false},
      |{"name":"starts_ms","type":"i64","list":true,"nullable":false},
      |{"name":"events","type":"object","list":true,"nullable":false,"fields":[
      |{"name":"at_ms","type":"i64","list":false,"nullable":false},
      |{"name":"kind","type":"string","list":false,"nullable":false},
      |{"name":"cents","type":"i64","list":false,"nullable":false}]},
      |{"name":"geo","type":"object","list":false,"nullable":true,"fields":[
      |{"name":"country","type":"string","list":false,"nullable":false}]}]}""".stripMargin
}
