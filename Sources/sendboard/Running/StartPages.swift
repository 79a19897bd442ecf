import Foundation
import Glibc

/// The pages of the program's own code that this process has mapped.
///
/// Reading arguments, configuration and database touches most of the program once, and the kernel maps sixteen pages for
/// each one touched. A board that then lies open for days needs a part of them.
enum StartPages {
    /// Unmaps the code; what is needed again is mapped anew from the page cache, without reading the disk.
    static func giveBack() {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        for line in maps.split(separator: "\n") where line.hasSuffix(program) {
            let words = line.split(separator: " ")
            // Code alone: what relocation has written into exists nowhere else.
            guard words.count > 1, words[1] == "r-xp" else { continue }
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { continue }
            madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }
}
