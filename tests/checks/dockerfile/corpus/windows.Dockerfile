# escape=`
FROM mcr.example.org/nanoserver:ltsc2022
SHELL ["powershell", "-Command"]
WORKDIR C:\app
COPY package.json C:\app\
RUN Write-Host 'a' ; `
    Write-Host 'b'
ENV PLACE="C:\Program Files" OTHER=a` b
CMD ["node.exe", "server.js"]
