// Each test has programs, ports and databases of its own, and waits for them most of the time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
