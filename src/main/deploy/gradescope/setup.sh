#!/usr/bin/env bash
# Gradescope runs this once, when the autograder's image is built: a JDK 25 and bubblewrap, nothing else. The grader itself is in the bundle.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap ca-certificates curl
if apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
  apt-get install -y --no-install-recommends openjdk-25-jdk-headless
  ln -sfn "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" /opt/jdk-25
else
  mkdir -p /opt/jdk-25
  curl -fsSL "https://api.adoptium.net/v3/binary/latest/25/ga/linux/$(uname -m | sed 's/x86_64/x64/')/jdk/hotspot/normal/eclipse" |
    tar -xz -C /opt/jdk-25 --strip-components=1
fi
/opt/jdk-25/bin/java -version
