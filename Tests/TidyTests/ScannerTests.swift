import Testing

@Suite("The rules see what they should, and nothing else")
struct ScannerTests {
    @Test(
        "Comments and the insides of strings are blanked, lines stay where they are",
        arguments: [
            (#"let a = "b!" // c!"#, #"let a = "" "#),
            (#"let a = "x\(f("y!"))z"; b"#, #"let a = ""; b"#),
            ("let r = #\"a\"!\"# + b", "let r = \"\" + b"),
            ("/* one /* two */ still */ code", " code"),
            ("let t = \"\"\"\nfirst!\nsecond!\n\"\"\" + u", "let t = \"\n\n\n\" + u"),
        ])
    func blanking(text: String, code: String) {
        #expect(CodeOnly.lines(of: text).joined(separator: "\n") == code)
    }

    @Test(
        "Each banned thing is found, and its neighbour is not",
        arguments: [
            ("No forced", "let a = b!", "let a = b != c"),
            ("No forced", "try! run()", "if !isReady { return }"),
            ("No forced", "let a = c as! D", "let a = !b"),
            ("No trap", "fatalError(reason)", "fatalErrorCount += 1"),
            ("Only the faces", "print(total)", "blueprint(total)"),
            ("The clock", "let now = Date()", "let day = LocalDate()"),
            ("Chance", "let id = UUID()", "let id = given.uuid"),
            ("No floating", "let rate: Double", "let isDoubled = true"),
        ])
    func banned(what: String, bad: String, good: String) throws {
        let ban = try #require(bans.first { $0.what.hasPrefix(what) })
        #expect(SourceFile(path: "x", text: bad).complaints(ban.pattern(), hints: ban.hints, "").count == 1)
        #expect(SourceFile(path: "x", text: good).complaints(ban.pattern(), hints: ban.hints, "").isEmpty)
    }

    @Test("A function is measured from its first line to the end of its body")
    func functions() {
        let text = """
            protocol P {
                func asked(_ value: Int) -> Int
                init(a: Int)
            }
            struct S {
                func spread(
                    over: Int
                ) -> Int {
                    if over > 1 { return 2 }
                    return 1
                }
                func one() { print() }
            }
            """
        let found = functionBodies(of: SourceFile(path: "x", text: text))
        #expect(found.map(\.firstLine) == [6, 12])
        #expect(found.map(\.lineCount) == [6, 1])
    }
}
