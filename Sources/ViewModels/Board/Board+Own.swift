import ServiceCore

/// Lines and programs of a person's own configuration.
extension Board {
    /// Runs a line as the palette does: a command's name and what stands behind it.
    func runLine(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return }
        let argument = parts.count > 1 ? parts[1].trimmingBlanks : ""
        guard let command = offeredCommands(in: scopes.reversed()).first(where: { $0.isCalled(word) }) else {
            return notify(
                "“\(word)”: \(absentCommands[word] ?? "there is no such command").", level: .warning)
        }
        isOpening = true
        run(command, argument: argument)
        isOpening = false
    }

    /// Runs a program on the row at hand and shows what it prints, once it has ended.
    func run(program name: String, _ words: [String]) {
        guard let runProgram, let row = primaryRow else { return }
        guard targets.count == 1 else {
            return notify(
                "\(name) takes one row; \(targets.count) are marked.", hint: "\\ clears the marks",
                level: .warning)
        }
        do throws(ServiceError) {
            let filled = try ProgramWords(words: words).filled(from: row)
            waitForDialog { [weak self] () async throws(ServiceError) in
                let output = try await runProgram(filled)
                guard let self, !Task.isCancelled else { return }
                openPage("\(name) \(row.name)", .program, output.lines)
            }
        } catch {
            report(error)
        }
    }
}
