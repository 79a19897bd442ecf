import Terminal
import Testing

@Suite struct RoleTests {
    @Test func `every role has a letter of its own`() {
        #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
        #expect(!Role.allCases.map(\.letter).contains("?"))
    }

    @Test(arguments: Role.allCases)
    func `fallbacks end at text`(role: Role) {
        var current = role
        var steps = 0
        while let next = current.fallback, steps < Role.allCases.count {
            current = next
            steps += 1
        }
        #expect(current == .text)
    }
}
