"""The documented form: `spark-submit shipped.py`, or in a notebook without its first lines."""

from pyspark.sql import SparkSession

from msgc.arrow import ROW_SCHEMA, bundle, compile_batches

spark = SparkSession.builder.getOrCreate()
message = bundle(".", "orders/shipped")
people = spark.read.parquet("people.parquet")
people.mapInArrow(
    lambda batches: compile_batches(message, batches, keep=["phone"]),
    f"phone string, {ROW_SCHEMA}",
).write.parquet("rows.parquet")
rows = spark.read.parquet("rows.parquet")
rows.where("payload is not null").selectExpr("cast(payload as string)").write.text("payloads")
rows.where("payload is null").select("phone", "diagnostics").write.json("rejected")
