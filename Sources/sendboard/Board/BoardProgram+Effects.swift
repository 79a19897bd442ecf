import FoundationEssentials
import Platform
import ServiceCore
import Settings
import TerminalNcurses
import ViewModels

extension BoardProgram {
    /// Does what the board asks of the world around it.
    func carryOut(_ effect: BoardEffect) {
        switch effect {
        case .copy(let text, let what): copy(text, what)
        case .redraw: redraw()
        case .suspend: suspend()
        case .quit: quit()
        case .setTheme(let name): switchTheme(name)
        case .setMouse(let isOn): terminal.reportMouse(isOn)
        case .editText(let text): edit(text)
        case .export(let export): write(export)
        case .saveReceipt(let receipt, let path): save(receipt, to: path)
        case .save(let text, let path): save(text, to: path)
        case .remember(let memory): remember(memory)
        }
    }

    /// Nobody else should wait for a board that is stopped.
    func suspend() {
        board.work.start("suspend", .join) { [weak self, platform = session.platform] in
            let aside = await platform.stepAside()
            self?.terminal.suspend()
            platform.goOn(aside)
        }
    }

    private func copy(_ text: String, _ what: String) {
        if terminal.copyToClipboard(text) {
            board.wasCopied(what)
        } else {
            board.notify("That is too long to copy.", level: .warning)
        }
    }

    private func switchTheme(_ name: String) {
        do throws(ServiceError) {
            use(try catalog.theme(named: name))
            board.themeWasSet(name)
        } catch {
            board.report(error)
        }
    }

    /// One after the other, and beside the main actor: a slow disk must not hold up the next key.
    private func remember(_ memory: BoardMemory) {
        let (file, before) = (stateFile, remembering)
        remembering = Task.detached { [weak self] in
            await before?.value
            do throws(ServiceError) {
                try file.save(memory)
            } catch {
                await self?.board.report(error)
            }
        }
    }

    private func edit(_ text: String) {
        do throws(ServiceError) {
            board.finishEditing(
                try TextEditor(environment: session.console.environment).edit(text, on: terminal))
        } catch {
            board.report(error)
        }
    }

    private func save(_ receipt: Receipt, to name: String) {
        let path = session.settings.paths.absolute(name, from: FileManager.default.currentDirectoryPath)
        board.work.start("receipt", .replace) { [weak self] in
            do throws(ServiceError) {
                try await ExportFile(path: path).write(receipt)
                let count = NumberText.counted(receipt.lines.count, "line")
                self?.board.notify("\(count) written to \(name)", level: .success)
            } catch {
                self?.board.report(error)
            }
        }
    }

    private func save(_ text: String, to name: String) {
        let path = session.settings.paths.absolute(name, from: FileManager.default.currentDirectoryPath)
        board.work.start("save", .replace) { [weak self] in
            do throws(ServiceError) {
                try await WholeFile(path: path).write { output throws(ServiceError) in
                    try output.write(text)
                }
                self?.board.notify("written to \(name)", level: .success)
            } catch {
                self?.board.report(error)
            }
        }
    }

    /// Writes the rows as the board's work, which Ctrl-C and quitting cancel, and says when it is done.
    private func write(_ export: RowExport) {
        let here = FileManager.default.currentDirectoryPath
        let path = session.settings.paths.absolute(export.path, from: here)
        board.work.start("export", .replace) { [weak self] in
            do throws(ServiceError) {
                let count = try await ExportFile(path: path).write(export)
                self?.board.notify(
                    "\(NumberText.counted(count, "row")) written to \(export.path)",
                    hint: export.gaps.joined(separator: " · "),
                    level: export.gaps.isEmpty ? .success : .warning, details: export.gaps)
            } catch {
                self?.board.report(error)
            }
        }
    }
}
