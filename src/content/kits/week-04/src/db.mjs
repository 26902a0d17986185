/** Opens the database, runs schema.sql, and holds all SQL: parameters only. */
