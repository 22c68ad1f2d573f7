/// Seeds that broke a rule once, of the program or of the simulation itself: they are played by every run of the tests.
let keptSeeds: [KeptSeed] = [
    KeptSeed(
        seed: 1, companies: 2, days: 20, only: ["clock@7", "refusal@co001.2028-02-01-C0027-EUR-1.1"],
        found: "a day played in advance is not played again: the letter that replaces a refused mail waits for the next morning"),
    KeptSeed(
        seed: 4, companies: 2, days: 32, only: ["refusal@co001.2028-02-10-C0008-EUR-1.1", "io@co001.18.run"],
        found: "a process that dies before it records an answer leaves an uncertain message"),
]
