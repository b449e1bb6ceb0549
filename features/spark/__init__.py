"""The same declarations on Spark, for what outgrows one machine: DuckDB's SQL transpiled, nothing declared twice."""
