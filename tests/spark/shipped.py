"""The documented form: `spark-submit shipped.py`, or in a notebook without its first lines."""

from pyspark.sql import SparkSession

from msgc.arrow import ROW_SCHEMA, bundle, compile_batches

spark = SparkSession.builder.getOrCreate()
message = bundle(".", "orders/shipped")
people = spark.read.parquet("people.parquet")
rows = people.mapInArrow(lambda batches: compile_batches(message, batches), ROW_SCHEMA)
rows.write.parquet("rows.parquet")
rows = spark.read.parquet("rows.parquet")
rows.where("payload is not null").selectExpr("cast(payload as string)").write.text("payloads")
rows.where("payload is null").select("row", "diagnostics").write.json("rejected")
