/// A function, initialiser, accessor block or closure-valued property is as long as its outermost body.
struct FunctionBody {
    let firstLine: Int
    let lineCount: Int
}

/// The bodies of functions and initialisers in a file, by counting braces; those nested in another are part of it.
func functionBodies(of file: SourceFile) -> [FunctionBody] {
    let opening = /\b(?:func\b|init[?<(]|deinit\b|subscript\b)/
    var result: [FunctionBody] = []
    var line = 0
    while line < file.code.count {
        if file.code[line].hasAny(of: ["func", "init", "subscript"]), file.code[line].contains(opening), let end = endOfBody(in: file.code, from: line) {
            result.append(FunctionBody(firstLine: line + 1, lineCount: end - line + 1))
            line = end
        }
        line += 1
    }
    return result
}

/// The line on which the first brace opened on or after `start` closes; nil for a requirement without a body.
private func endOfBody(in code: [String], from start: Int) -> Int? {
    var depth = 0
    var parentheses = 0
    for line in start..<code.count {
        for character in code[line] {
            switch character {
            case "(": parentheses += 1
            case ")": parentheses -= 1
            case "{": depth += 1
            case "}":
                depth -= 1
                if depth <= 0 { return depth < 0 ? nil : line }
            default: break
            }
        }
        if depth == 0, parentheses <= 0, line > start, declaresSomething(code[line]) { return nil }
    }
    return nil
}

private func declaresSomething(_ line: String) -> Bool {
    line.contains(/\b(?:func|var|let|case|struct|enum|class|protocol|extension)\b/)
}
