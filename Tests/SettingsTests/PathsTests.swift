import Settings
import Testing

@Suite struct PathsTests {
    @Test func `without variables everything is below home`() {
        let paths = Paths(environment: [:], home: "/home/kim")
        #expect(paths.configFile == "/home/kim/.config/sendboard/config.yaml")
        #expect(paths.dataDirectory == "/home/kim/.local/share/sendboard")
        #expect(paths.stateFile == "/home/kim/.local/state/sendboard/state.json")
        #expect(paths.logFile == "/home/kim/.local/state/sendboard/sendboard.log")
    }

    @Test func `variables move the directories`() {
        let environment = ["XDG_CONFIG_HOME": "/c/", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"]
        let paths = Paths(environment: environment, home: "/home/kim")
        #expect(paths.themesDirectory == "/c/sendboard/themes")
        #expect(paths.dataDirectory == "/d/sendboard")
        #expect(paths.stateDirectory == "/s/sendboard")
    }

    @Test(arguments: ["", "relative/path"])
    func `variables that are empty or relative are ignored`(value: String) {
        let paths = Paths(environment: ["XDG_DATA_HOME": value], home: "/home/kim")
        #expect(paths.dataDirectory == "/home/kim/.local/share/sendboard")
    }

    @Test(arguments: [
        ("~", "/home/kim"), ("~/x", "/home/kim/x"), ("/a/b/", "/a/b"), ("x", "/here/x"), ("~x", "/here/~x"),
    ])
    func `paths are read as people write them`(path: String, absolute: String) {
        #expect(Paths(environment: [:], home: "/home/kim").absolute(path, from: "/here") == absolute)
    }
}
