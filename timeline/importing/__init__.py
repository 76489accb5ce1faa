"""The outside → models: repeatable, all or nothing, each importer answers with an Outcome."""
