INSERT INTO {table} BY NAME FROM staged_{table};
