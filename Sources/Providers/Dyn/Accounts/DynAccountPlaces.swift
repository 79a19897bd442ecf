import ServiceCore
import Synchronization

/// Where accounts stood in Dyn's list when it was read last, by their user names.
///
/// Dyn looks no account up by its name; by its place one page has it. Kept between runs, lest each command that edits one
/// walk through the list; a place that is wrong by now costs a walk and nothing else.
final class DynAccountPlaces: Sendable {
    private struct State {
        /// Nil until the file was read.
        var places: [String: Int]?
        var isNew = false
    }

    private let file: PrivateFile?
    private let state = Mutex(State())

    init(file: PrivateFile?) { self.file = file }

    subscript(username: String) -> Int? { state.withLock { loaded(&$0)[username] } }

    /// Takes in a page of the list.
    ///
    /// - Parameter start: how many accounts stand before it.
    func note(_ usernames: [String], from start: Int) {
        state.withLock { state in
            var places = loaded(&state)
            for (index, username) in usernames.enumerated() { places[username] = start + index }
            state.isNew = state.isNew || places != state.places
            state.places = places
        }
    }

    /// Keeps what was noted, once a walk through the list has ended.
    func keep() {
        state.withLock { state in
            guard state.isNew, let places = state.places else { return }
            state.isNew = false
            let members = places.sorted { $0.value < $1.value }.map {
                JSONValue.Member($0.key, .integer($0.value))
            }
            file?.write(["accounts": .object(members)])
        }
    }

    private func loaded(_ state: inout State) -> [String: Int] {
        if let places = state.places { return places }
        var places: [String: Int] = [:]
        for member in file?.read()?.member("accounts")?.members ?? [] {
            if case .number(let digits) = member.value, let place = Int(digits), place >= 0 {
                places[member.name] = place
            }
        }
        state.places = places
        return places
    }
}
