import Foundation
import ServiceCore
import Settings
import Store
import Terminal
import ViewModels

/// Keys, commands, columns and colours follow their files; the rest of the configuration is that of the start.
extension BoardProgram {
    /// Also where a folder comes only later: a first configuration is taken like a changed one.
    func watchSettings() {
        let settings = session.settings
        let file = URL(filePath: settings.configurationFile).deletingLastPathComponent()
        let folders = Set([file, URL(filePath: settings.paths.themesDirectory)].map(\.standardizedFileURL))
        settingsWatches = folders.map { folder in
            AwaitedFolder(folder) { [weak self] in
                Task { @MainActor in self?.readSettingsAgain() }
            }
        }
    }

    private func readSettingsAgain() {
        let settings = session.settings
        do throws(ServiceError) {
            let isThere = FileManager.default.fileExists(atPath: settings.configurationFile)
            let new = try RunSettings.reader(settings.paths).read(isThere ? settings.configurationFile : nil)
            if new != configuration { use(new) }
            try readThemeAgain()
            if settingsFault != nil { board.notify("The settings can be read again.", level: .success) }
            settingsFault = nil
        } catch {
            // Told once, however often the folder is written to meanwhile.
            if error != settingsFault { board.report(error) }
            settingsFault = error
        }
    }

    private func use(_ new: Configuration) {
        let old = configuration
        configuration = new
        board.use(KeyMap(new))
        board.arrange(new.columnPlaces)
        if let name = new.theme, name != old.theme { carryOut(.setTheme(name)) }
        let isOfStart =
            new.connections != old.connections || new.workspaces != old.workspaces
            || new.dataDirectory != old.dataDirectory || new.isReadOnly != old.isReadOnly
            || new.nameServers != old.nameServers || new.bounces != old.bounces
            || new.timeZone != old.timeZone || new.refresh != old.refresh
        board.notify(
            "Settings read again", hint: isOfStart ? "some take effect at the next start" : "",
            level: isOfStart ? .warning : .info)
    }

    /// The theme that is shown, where its file has changed.
    private func readThemeAgain() throws(ServiceError) {
        let theme = try catalog.theme(named: shownTheme.name)
        if theme != shownTheme { use(theme) }
    }
}

extension Configuration {
    /// Where the columns of each pane stand.
    var columnPlaces: [String: [ColumnPlace]] {
        columns.mapValues { $0.map { ColumnPlace($0.field, width: $0.width) } }
    }
}
